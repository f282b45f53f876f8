package wirebench.protocol;

/// A fuzz target: chunked bodies and trailer sections. The input is that of [FuzzedResponse], the wire beginning
/// after the head, so that every mutation meets the chunks.
public final class ChunkFuzz {
    static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static final ResponseProperties PROPERTIES = ResponseProperties.ofResponseDecoder();

    private ChunkFuzz() {}

    /// Checks one input, called by Jazzer.
    ///
    /// @param input any octets
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzedResponse response = FuzzedResponse.of(input);
        PROPERTIES.check(response.withWire(HEAD + response.wire()));
    }
}
