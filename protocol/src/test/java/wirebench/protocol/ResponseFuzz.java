package wirebench.protocol;

/// A fuzz target: responses of all kinds. The input is that of [FuzzedResponse].
public final class ResponseFuzz {
    private static final ResponseProperties PROPERTIES = ResponseProperties.ofResponseDecoder();

    private ResponseFuzz() {}

    /// Checks one input, called by Jazzer.
    ///
    /// @param input any octets
    public static void fuzzerTestOneInput(byte[] input) {
        PROPERTIES.check(FuzzedResponse.of(input));
    }
}
