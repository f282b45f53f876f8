package wirebench.server.http;

/// A request's method, as far as the answer depends on it.
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS,
    TRACE,
    /// Any other token.
    OTHER;

    private static final Method[] ALL = values();

    private final long word = pack(name());

    /// The method whose octets, eight bits each and the last one lowest, are `word`.
    ///
    /// A longer method cannot be mistaken for a known one: no token contains the zero octets that fill up the word.
    static Method of(long word) {
        for (Method method : ALL) {
            if (method.word == word) {
                return method;
            }
        }
        return OTHER;
    }

    private static long pack(String name) {
        long word = 0;
        for (byte octet : Octets.of(name)) {
            word = (word << 8) | octet;
        }
        return word;
    }
}
