package wirebench.jmh.codec;

import java.util.List;

/// One library's way from a request to octets in a buffer, driven as directly as its public methods permit.
///
/// All arms send the same request line, fields and body; the order of fields is each library's own affair.
public interface EncoderArm {
    /// All of them, in the order of tables.
    List<String> NAMES = List.of("wirebench", "netty", "httpcore");

    /// Makes the request anew, from names and values.
    void make() throws Exception;

    /// Encodes the request that was made last, as often as it is wanted.
    ///
    /// @return octets that were put
    int encode() throws Exception;

    /// The arm of that name, `wirebench` or the library's.
    static EncoderArm of(String encoder, SampleRequest request) {
        return switch (encoder) {
            case "wirebench" -> new WirebenchEncoderArm(request);
            case "netty" -> new NettyEncoderArm(request);
            case "httpcore" -> new HttpcoreEncoderArm(request);
            default ->
                throw new IllegalArgumentException(
                        "there is no encoder '" + encoder + "'; choose one of " + String.join(", ", NAMES));
        };
    }
}
