package wirebench.protocol;

/// A fuzz target: requests of all kinds. The input is that of [FuzzedRequest].
public final class RequestFuzz {
    private static final RequestProperties PROPERTIES = RequestProperties.ofRequestEncoder();

    private RequestFuzz() {}

    /// Checks one input, called by Jazzer.
    ///
    /// @param input any octets
    public static void fuzzerTestOneInput(byte[] input) {
        PROPERTIES.check(FuzzedRequest.of(input));
    }
}
