package wirebench.server.config;

import wirebench.server.http.Method;
import wirebench.server.http.Octets;

/// What can be asked of the server, one constant per path.
///
/// `N`, `M`, `MILLIS`, `CHUNKS` and `SIZE` stand for decimal numbers. Patterned bodies are the alphabet over and
/// over: octet `i` is `'a' + i % 26`, so a client can check every one of them.
public enum Scenario {
    /// The smallest real answer, the one to measure with.
    PLAINTEXT("/plaintext", Shape.EXACT, "", Methods.READ, "13 octets of text: Hello, World!"),
    /// A small JSON document.
    JSON("/json", Shape.EXACT, "", Methods.READ, "27 octets of JSON: a message"),
    /// A body of known length.
    BYTES("/bytes/", Shape.NUMBER, "N", Methods.READ, "N octets of pattern with a Content-Length"),
    /// A chunked body.
    CHUNKED(
            "/chunked/",
            Shape.GRID,
            "CHUNKSxSIZE[?trailers=1]",
            Methods.READ,
            "CHUNKS chunks of SIZE octets of pattern, with a trailer section on request"),
    /// An answer that takes its time.
    DELAY("/delay/", Shape.NUMBER, "MILLIS", Methods.ANY, "the answer of /plaintext, MILLIS after the request"),
    /// A server that serves only so many requests at a time, and turns the others away.
    CAPACITY(
            "/capacity/",
            Shape.NUMBER,
            "MILLIS[?limit=N]",
            Methods.ANY,
            "the answer of /plaintext after MILLIS of service, N at most (8) in service, 503 to the others at once"),
    /// The request's body, sent back.
    ECHO("/echo", Shape.EXACT, "", Methods.NOT_HEAD, "the request's body, framed the way it came"),
    /// The request's head, as data.
    GET("/get", Shape.EXACT, "", Methods.ANY, "the request's head as it was received, as JSON"),
    /// Any final status.
    STATUS("/status/", Shape.NUMBER, "N", Methods.ANY, "the status N (200 to 599), 204 and 304 without a body"),
    /// A body that ends with the connection.
    CLOSE("/close", Shape.EXACT, "[?octets=N]", Methods.READ, "N octets of pattern (1024), ended by closing"),
    /// A large head.
    FIELDS(
            "/fields/",
            Shape.NUMBER,
            "N[?octets=M]",
            Methods.READ,
            "the answer of /plaintext with N more fields, their values M octets (32) long"),
    /// Who shows the configured token is let in (RFC 6750).
    BEARER(
            "/auth/bearer",
            Shape.EXACT,
            "",
            Methods.ANY,
            "the answer of /plaintext, or 401 without the configured Authorization: Bearer TOKEN"),
    /// A fault: the connection is reset instead of an answer.
    RESET_BEFORE_HEAD("/fault/reset-before-head", Shape.EXACT, "", Methods.NOT_HEAD, "a reset instead of an answer"),
    /// A fault: the connection is reset in the middle of a body.
    RESET_IN_BODY("/fault/reset-in-body", Shape.EXACT, "", Methods.NOT_HEAD, "a reset after 512 of 1024 octets"),
    /// A fault: the connection is closed in the middle of a body.
    TRUNCATE("/fault/truncate", Shape.EXACT, "", Methods.NOT_HEAD, "the end after 512 of 1024 octets"),
    /// A fault: the connection is closed in the middle of a body and of a TLS record.
    TRUNCATE_RECORD(
            "/fault/truncate-record",
            Shape.EXACT,
            "",
            Methods.NOT_HEAD,
            "512 of 1024 octets, over TLS the last record without its end, then the end"),
    /// A fault: a whole answer, and then the unannounced end of the server's side.
    HALF_CLOSE(
            "/fault/half-close",
            Shape.EXACT,
            "",
            Methods.NOT_HEAD,
            "the answer of /plaintext, then the end of the server's side only"),
    /// A fault: octets that are no HTTP.
    GARBAGE("/fault/garbage", Shape.EXACT, "", Methods.NOT_HEAD, "octets that are no HTTP, then the end"),
    /// A fault: a complete answer, but slow.
    DRIP(
            "/fault/drip",
            Shape.EXACT,
            "[?millis=N&in=head|body]",
            Methods.NOT_HEAD,
            "the answer of /plaintext without Date, one octet every N milliseconds (100), or only that part so"),
    /// A fault: no answer at all.
    STALL("/fault/stall", Shape.EXACT, "", Methods.NOT_HEAD, "nothing, with the connection left open"),
    /// A fault: the whole server stands still once.
    STALL_ONCE(
            "/fault/stall-once",
            Shape.EXACT,
            "[?after=N&millis=M]",
            Methods.NOT_HEAD,
            "the answer of /plaintext; N ms (1000) after the first such request it comes to a stand for M ms (100),"
                    + " once"),
    /// A fault: the connection is reset in the middle of a head.
    RESET_IN_HEAD("/fault/reset-in-head", Shape.EXACT, "", Methods.NOT_HEAD, "a reset in the middle of the head"),
    /// A fault: a head that stops half-way, with the connection left open.
    STALL_IN_HEAD("/fault/stall-in-head", Shape.EXACT, "", Methods.NOT_HEAD, "half a head, then nothing"),
    /// A fault: a body that stops half-way, with the connection left open.
    STALL_IN_BODY("/fault/stall-in-body", Shape.EXACT, "", Methods.NOT_HEAD, "512 of 1024 octets, then nothing"),
    /// A fault: some of the answers are 503.
    STORM(
            "/fault/storm",
            Shape.EXACT,
            "[?percent=P&seed=S]",
            Methods.NOT_HEAD,
            "a 503 with Retry-After to P percent (50), drawn from the seed S (1), /plaintext to the others"),
    /// A fault: some of the answers are one of several faults.
    FLAKY(
            "/fault/flaky",
            Shape.EXACT,
            "[?percent=P&seed=S]",
            Methods.NOT_HEAD,
            "one of several faults to P percent (50), drawn from the seed S (1), /plaintext to the others"),
    /// The server's own counts, see [Counters].
    COUNTERS("/counters", Shape.EXACT, "", Methods.READ, "what the server counted, as JSON; not counted itself"),
    /// The list of the others.
    LIST("/", Shape.EXACT, "", Methods.READ, "this list");

    /// What follows the prefix in a path.
    public enum Shape {
        EXACT,
        NUMBER,
        GRID
    }

    /// Which methods a scenario answers; all others get 405.
    public enum Methods {
        READ("GET, HEAD"),
        NOT_HEAD("GET, POST, PUT, PATCH, DELETE, OPTIONS"),
        ANY("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");

        private final String allow;

        Methods(String allow) {
            this.allow = allow;
        }

        /// The value of the Allow field in a 405.
        public String allow() {
            return allow;
        }

        /// Whether a request may have this method.
        public boolean allow(Method method) {
            return switch (this) {
                case READ -> method == Method.GET || method == Method.HEAD;
                case NOT_HEAD -> method != Method.HEAD;
                case ANY -> true;
            };
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // compared with, never written into
    private final byte[] prefix;

    private final Shape shape;
    private final String path;
    private final Methods methods;
    private final String sentence;

    Scenario(String prefix, Shape shape, String rest, Methods methods, String sentence) {
        this.prefix = Octets.of(prefix);
        this.shape = shape;
        this.path = prefix + rest;
        this.methods = methods;
        this.sentence = sentence;
    }

    /// How the scenario is asked for.
    ///
    /// @return a path with its numbers named, and what may be left out in brackets, such as `/close[?octets=N]`
    public String path() {
        return path;
    }

    /// What the server answers.
    ///
    /// @return a phrase for a list, without a full stop
    public String sentence() {
        return sentence;
    }

    /// The target, or how it begins.
    public byte[] prefix() {
        return prefix;
    }

    /// Whether the target is taken as it is, or has parameters behind it.
    public Shape shape() {
        return shape;
    }

    /// The methods that may ask for it.
    public Methods methods() {
        return methods;
    }
}
