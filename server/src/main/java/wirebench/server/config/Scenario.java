package wirebench.server.config;

import static wirebench.server.config.Parameter.MAX_MILLIS;
import static wirebench.server.config.Parameter.MAX_OCTETS;
import static wirebench.server.config.Parameter.inPath;
import static wirebench.server.config.Parameter.inQuery;
import static wirebench.server.config.Parameter.wordInQuery;

import java.util.List;
import java.util.stream.Collectors;
import wirebench.server.http.Method;
import wirebench.server.http.Octets;

/// What can be asked of the server, one constant per path with all that is to know about it, but for its answer.
///
/// What is in capitals in a path stands for a decimal number. Patterned bodies are the alphabet over and
/// over: octet `i` is `'a' + i % 26`, so a client can check every one of them.
public enum Scenario {
    /// The smallest real answer, the one to measure with.
    PLAINTEXT("/plaintext", Methods.READ, "13 octets of text: Hello, World!"),
    /// A small JSON document.
    JSON("/json", Methods.READ, "27 octets of JSON: a message"),
    /// A body of known length.
    BYTES("/bytes/", Methods.READ, "N octets of pattern with a Content-Length", inPath("N", 0, MAX_OCTETS)),
    /// A chunked body.
    CHUNKED(
            "/chunked/",
            Methods.READ,
            "CHUNKS chunks of SIZE octets of pattern, with a trailer section on request",
            inPath("CHUNKS", 0, MAX_OCTETS),
            inPath("SIZE", 1, MAX_OCTETS),
            inQuery("trailers", "1", 0, 0, 1)),
    /// An answer that takes its time.
    DELAY(
            "/delay/",
            Methods.ANY,
            "the answer of /plaintext, MILLIS after the request",
            inPath("MILLIS", 0, MAX_MILLIS)),
    /// A server that serves only so many requests at a time, and turns the others away.
    CAPACITY(
            "/capacity/",
            Methods.ANY,
            "the answer of /plaintext after MILLIS of service, N at most (8) in service, 503 to the others at once",
            inPath("MILLIS", 0, MAX_MILLIS),
            inQuery("limit", "N", 8, 0, 1_000_000)),
    /// The request's body, sent back.
    ECHO("/echo", Methods.NOT_HEAD, "the request's body, framed the way it came"),
    /// The request's head, as data.
    GET("/get", Methods.ANY, "the request's head as it was received, as JSON"),
    /// Any final status.
    STATUS("/status/", Methods.ANY, "the status N (200 to 599), 204 and 304 without a body", inPath("N", 200, 599)),
    /// A body that ends with the connection.
    CLOSE(
            "/close",
            Methods.READ,
            "N octets of pattern (1024), ended by closing",
            inQuery("octets", "N", 1024, 0, MAX_OCTETS)),
    /// A large head.
    FIELDS(
            "/fields/",
            Methods.READ,
            "the answer of /plaintext with N more fields, their values M octets (32) long",
            inPath("N", 0, 100_000),
            inQuery("octets", "M", 32, 0, 8 * 1024)),
    /// Who shows the configured token is let in (RFC 6750).
    BEARER(
            "/auth/bearer",
            Methods.ANY,
            "the answer of /plaintext, or 401 without the configured Authorization: Bearer TOKEN"),
    /// A fault: the connection is reset instead of an answer.
    RESET_BEFORE_HEAD("/fault/reset-before-head", Methods.NOT_HEAD, "a reset instead of an answer"),
    /// A fault: the connection is reset in the middle of a body.
    RESET_IN_BODY("/fault/reset-in-body", Methods.NOT_HEAD, "a reset after 512 of 1024 octets"),
    /// A fault: the connection is closed in the middle of a body.
    TRUNCATE("/fault/truncate", Methods.NOT_HEAD, "the end after 512 of 1024 octets"),
    /// A fault: the connection is closed in the middle of a body and of a TLS record.
    TRUNCATE_RECORD(
            "/fault/truncate-record",
            Methods.NOT_HEAD,
            "512 of 1024 octets, over TLS the last record without its end, then the end"),
    /// A fault: a whole answer, and then the unannounced end of the server's side.
    HALF_CLOSE(
            "/fault/half-close", Methods.NOT_HEAD, "the answer of /plaintext, then the end of the server's side only"),
    /// A fault: octets that are no HTTP.
    GARBAGE("/fault/garbage", Methods.NOT_HEAD, "octets that are no HTTP, then the end"),
    /// A fault: a complete answer, but slow.
    DRIP(
            "/fault/drip",
            Methods.NOT_HEAD,
            "the answer of /plaintext without Date, one octet every N milliseconds (100), or only that part so",
            inQuery("millis", "N", 100, 1, MAX_MILLIS),
            wordInQuery("in", "head", "body")),
    /// A fault: no answer at all.
    STALL("/fault/stall", Methods.NOT_HEAD, "nothing, with the connection left open"),
    /// A fault: the whole server stands still once.
    STALL_ONCE(
            "/fault/stall-once",
            Methods.NOT_HEAD,
            "the answer of /plaintext; N ms (1000) after the first such request it comes to a stand for M ms (100),"
                    + " once",
            inQuery("after", "N", 1000, 0, MAX_MILLIS),
            inQuery("millis", "M", 100, 1, MAX_MILLIS)),
    /// A fault: the connection is reset in the middle of a head.
    RESET_IN_HEAD("/fault/reset-in-head", Methods.NOT_HEAD, "a reset in the middle of the head"),
    /// A fault: a head that stops half-way, with the connection left open.
    STALL_IN_HEAD("/fault/stall-in-head", Methods.NOT_HEAD, "half a head, then nothing"),
    /// A fault: a body that stops half-way, with the connection left open.
    STALL_IN_BODY("/fault/stall-in-body", Methods.NOT_HEAD, "512 of 1024 octets, then nothing"),
    /// A fault: some of the answers are 503.
    STORM(
            "/fault/storm",
            Methods.NOT_HEAD,
            "a 503 with Retry-After to P percent (50), drawn from the seed S (1), /plaintext to the others",
            inQuery("percent", "P", 50, 0, 100),
            inQuery("seed", "S", 1, 0, Long.MAX_VALUE)),
    /// A fault: some of the answers are one of several faults.
    FLAKY(
            "/fault/flaky",
            Methods.NOT_HEAD,
            "one of several faults to P percent (50), drawn from the seed S (1), an octet every N ms (100) where it drips;"
                    + " /plaintext to the others",
            inQuery("percent", "P", 50, 0, 100),
            inQuery("seed", "S", 1, 0, Long.MAX_VALUE),
            inQuery("millis", "N", 100, 1, MAX_MILLIS)),
    /// The server's own counts, see [Counters].
    COUNTERS("/counters", Methods.READ, "what the server counted, as JSON; not counted itself"),
    /// The list of the others.
    LIST("/", Methods.READ, "this list");

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

    private final Methods methods;
    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // as immutable as the prefix
    private final List<Parameter> parameters;

    private final int numbersInPath;
    private final String path;

    /// @param parameters those of the path first
    Scenario(String prefix, Methods methods, String sentence, Parameter... parameters) {
        this.prefix = Octets.of(prefix);
        this.methods = methods;
        this.sentence = sentence;
        this.parameters = List.of(parameters);
        this.numbersInPath =
                (int) this.parameters.stream().takeWhile(Parameter::inPath).count();
        String query = notation(this.parameters.subList(numbersInPath, parameters.length), "&");
        this.path = prefix
                + notation(this.parameters.subList(0, numbersInPath), "x")
                + (query.isEmpty() ? "" : "[?" + query + "]");
    }

    private static String notation(List<Parameter> parameters, String between) {
        return parameters.stream().map(Parameter::notation).collect(Collectors.joining(between));
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

    /// The target up to its query, or how it begins if there are numbers in its path.
    public byte[] prefix() {
        return prefix;
    }

    /// What it is asked with: the numbers of the path, between each two of them an `x`, and then those of the query.
    public List<Parameter> parameters() {
        return parameters;
    }

    /// How many of the parameters are in the path.
    public int numbersInPath() {
        return numbersInPath;
    }

    /// One of the parameters.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    public Parameter parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + " has no " + name));
    }

    /// The methods that may ask for it.
    public Methods methods() {
        return methods;
    }
}
