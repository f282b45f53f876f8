package wirebench.protocol;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Encoders that are wrong in one way each, made from the real one.
final class WrongEncoders {
    private WrongEncoders() {}

    /// Each by what is wrong with it.
    static Map<String, RequestProperties.Encoder> all() {
        Map<String, RequestProperties.Encoder> all = new LinkedHashMap<>();
        all.put("ends lines with a line feed alone", replacing("\\r\\n", "\n"));
        all.put("forgets Host", replacing("\r\nHost: [^\r]*", ""));
        all.put("sends Host twice", replacing("\r\n(Host: [^\r]*)", "\r\n$1\r\n$1"));
        all.put("sends another version", replacing("HTTP/1\\.1", "HTTP/1.0"));
        all.put("sends a method in small letters", replacing("\\AGET", "get"));
        all.put("cuts the target at the query", replacing("\\?[^ ]*", ""));
        all.put("makes tabs of values spaces", replacing("\t", " "));
        all.put("announces both framings", replacing("(Content-Length: [1-9])", "Transfer-Encoding: chunked\r\n$1"));
        all.put("announces a length too short", replacing("Content-Length: 5", "Content-Length: 4"));
        all.put("forgets the last chunk", replacing("\r\n0\r\n(?s:.*)\\z", "\r\n"));
        all.put("forgets the trailers", replacing("\r\n0\r\nX-Sum: [^\r]*", "\r\n0"));
        all.put("miscounts a chunk", replacing("\r\n0003\r\n", "\r\n0002\r\n"));
        all.put("sends something after the end", replacing("\\z", "\r\n"));
        all.put("narrows characters to octets", replacing("\u00e9", "i"));
        all.put("sends short bodies as if they were whole", (head, source, room) -> {
            byte[] octets = head.toString().getBytes(StandardCharsets.ISO_8859_1);
            return head.framing() instanceof RequestFraming.None ? octets : new byte[0];
        });
        return all;
    }

    private static RequestProperties.Encoder replacing(String pattern, String replacement) {
        return (head, source, room) -> {
            String text = new String(RequestProperties.encode(head, source, room), StandardCharsets.ISO_8859_1);
            return text.replaceFirst(pattern, replacement).getBytes(StandardCharsets.ISO_8859_1);
        };
    }
}
