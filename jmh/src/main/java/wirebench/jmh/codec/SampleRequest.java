package wirebench.jmh.codec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import wirebench.protocol.Fields;

/// A request to encode.
///
/// @param method GET, or POST with a short body
/// @param fields without Host and Content-Length
/// @param posted the body in ASCII, empty unless it is a POST
public record SampleRequest(String method, Fields fields, String posted) {
    static final String TARGET = "/plaintext";
    static final String HOST = "127.0.0.1:8080";

    private static final String POSTED = "{\"name\":\"wirebench\",\"question\":\"how fast is a request encoded?\"}";

    /// One of the requests that are encoded.
    ///
    /// @param method get or post
    /// @param head small, typical or large
    public static SampleRequest of(String method, String head) {
        String posted = switch (method) {
            case "get" -> "";
            case "post" -> POSTED;
            default ->
                throw new IllegalArgumentException("there is no method '" + method + "'; choose one of get, post");
        };
        return new SampleRequest(method.toUpperCase(Locale.ROOT), SampleHeads.request(head), posted);
    }

    boolean hasBody() {
        return !posted.isEmpty();
    }

    /// A new array.
    byte[] body() {
        return posted.getBytes(StandardCharsets.US_ASCII);
    }
}
