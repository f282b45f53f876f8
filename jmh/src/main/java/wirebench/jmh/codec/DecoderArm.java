package wirebench.jmh.codec;

import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/// One library's decoder, driven as directly as its public methods permit, with its default settings.
///
/// All arms do the same: read one response from the first octet to the end of its message, hand its status and the
/// values of Content-Length and Content-Type to the black hole, and take the body. What each makes on the way is
/// its own affair, and is what is compared.
public interface DecoderArm {
    /// All of them, in the order of tables.
    List<String> NAMES = List.of("wirebench", "wirebench-strings", "netty", "jetty", "httpcore");

    /// Decodes the response once more.
    ///
    /// @return octets of its body
    /// @throws Exception if it is not understood
    long decode(Blackhole hole) throws Exception;

    /// The status of the last response, for the proof that all arms saw the same.
    int status();

    /// Field lines of the last response's head.
    int fieldCount();

    /// The arm of that name, `wirebench` or the library's.
    static DecoderArm of(String decoder, Fragments response, BodyTarget body) {
        return switch (decoder) {
            case "wirebench" -> new WirebenchDecoderArm(response, body, false);
            case "wirebench-strings" -> new WirebenchDecoderArm(response, body, true);
            case "netty" -> new NettyDecoderArm(response, body);
            case "jetty" -> new JettyDecoderArm(response, body);
            case "httpcore" -> new HttpcoreDecoderArm(response);
            default ->
                throw new IllegalArgumentException(
                        "there is no decoder '" + decoder + "'; choose one of " + String.join(", ", NAMES));
        };
    }

    /// Decodes twice, so that what the first response left behind would show, and compares.
    ///
    /// @throws IllegalStateException if the response is understood otherwise than it was meant
    /// @throws Exception if it is not understood at all
    default void prove(Blackhole hole, int expectedFields, long expectedBody) throws Exception {
        for (int response = 0; response < 2; response++) {
            long body = decode(hole);
            if (status() != 200 || fieldCount() != expectedFields || body != expectedBody) {
                throw new IllegalStateException(
                        "%s found status %d, %d fields and %d octets of body, not 200, %d and %d"
                                .formatted(this, status(), fieldCount(), body, expectedFields, expectedBody));
            }
        }
    }
}
