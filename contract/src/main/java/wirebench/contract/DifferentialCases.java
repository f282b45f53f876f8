package wirebench.contract;

import static wirebench.contract.DifferentialCase.peer;
import static wirebench.contract.DifferentialCase.server;

import java.util.List;
import java.util.stream.Stream;
import wirebench.cases.WireCase;
import wirebench.cases.WireCases;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.contract.DifferentialCase.End;
import wirebench.protocol.Limits;

/// The cases of the differential test, as data.
public final class DifferentialCases {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nGOOD1";
    private static final String LENGTH_10 = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final byte[] BODY = RequestBodyPromises.octets(40_000);

    private DifferentialCases() {}

    /// Cases that were written for this, each peculiar in its own way.
    ///
    /// @return the cases, their names all different
    public static List<DifferentialCase> chosen() {
        return Stream.of(scenarios(), faults(), requests(), limits(), timeouts(), answers(), cutShort())
                .flatMap(cases -> cases)
                .toList();
    }

    /// The wire cases, but for those that end with a timeout.
    ///
    /// @return the cases, their names all different
    public static List<DifferentialCase> documented() {
        return WireCases.all().stream()
                .filter(wireCase -> !wireCase.endsWithTimeout())
                .map(DifferentialCases::documented)
                .toList();
    }

    private static DifferentialCase documented(WireCase wireCase) {
        Limits limits = wireCase.limits(Limits.DEFAULT);
        return peer(wireCase.toString(), wireCase.wire(), wireCase.serverCloses() ? End.CLOSE : End.OPEN)
                .withMethod(wireCase.method())
                .withConfig("", config -> config.withLimits(limits));
    }

    private static Stream<DifferentialCase> scenarios() {
        Stream<DifferentialCase> gets = Stream.of(
                        "/plaintext",
                        "/json",
                        "/bytes/0",
                        "/bytes/13",
                        "/bytes/16384",
                        "/bytes/1000000",
                        "/chunked/0x1",
                        "/chunked/3x5",
                        "/chunked/100x1000",
                        "/chunked/3x5?trailers=1",
                        "/delay/10",
                        "/status/204",
                        "/status/205",
                        "/status/304",
                        "/status/404",
                        "/status/599",
                        "/close",
                        "/close?octets=100000",
                        "/fields/100",
                        "/no-such-thing",
                        "/fault/drip?millis=1")
                .map(target -> server("GET", target));
        Stream<DifferentialCase> heads = Stream.of(
                        "/plaintext", "/bytes/1000000", "/chunked/3x5", "/close", "/status/404")
                .map(target -> server("HEAD", target));
        return Stream.concat(gets, heads);
    }

    private static Stream<DifferentialCase> faults() {
        return Stream.of("reset-before-head", "reset-in-body", "truncate", "garbage")
                .map(fault -> server("GET", "/fault/" + fault));
    }

    private static Stream<DifferentialCase> requests() {
        Stream<DifferentialCase> bodies = Stream.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
                .flatMap(method -> Stream.of(RequestBodyPromises.Marking.values())
                        .map(marking -> server(method, "/echo").withBody(marking.name(), marking.body(BODY))));
        Stream<DifferentialCase> others = Stream.of(
                server("OPTIONS", "*"),
                server("FROB", "/plaintext"),
                server("POST", "/echo"),
                server("GET", "/plaintext").withFields("Connection", "close"),
                server("POST", "/plaintext")
                        .withBody("that nobody wants", RequestBodyPromises.Marking.FROM_MEMORY.body(BODY)));
        return Stream.concat(bodies, others);
    }

    private static Stream<DifferentialCase> limits() {
        return Stream.of(
                server("GET", "/fields/100")
                        .withConfig(
                                "in too small a head",
                                config -> config.withLimits(Limits.DEFAULT.withHeadOctets(1000))),
                server("GET", "/fields/100")
                        .withConfig(
                                "of too few fields", config -> config.withLimits(Limits.DEFAULT.withFieldCount(50))),
                server("GET", "/bytes/1001")
                        .withConfig(
                                "in too small a body",
                                config -> config.withLimits(Limits.DEFAULT.withBodyOctets(1000))),
                server("GET", "/chunked/100x1000")
                        .withConfig(
                                "in too small a body",
                                config -> config.withLimits(Limits.DEFAULT.withBodyOctets(50_000))),
                server("GET", "/bytes/100000")
                        .withConfig("through small buffers", config -> config.withBufferOctets(256)));
    }

    private static Stream<DifferentialCase> timeouts() {
        return Stream.of(
                server("GET", "/fault/stall").withConfig("until the head's timeout", DifferentialCases::impatient),
                server("GET", "/fault/drip?millis=20")
                        .withConfig("until the head's timeout", DifferentialCases::impatient),
                peer("half a body", LENGTH_10 + "hello", End.OPEN)
                        .withConfig("until the timeout", DifferentialCases::impatient),
                peer("half a chunk", CHUNKED + "5\r\nhel", End.OPEN)
                        .withConfig("until the timeout", DifferentialCases::impatient),
                peer("an interim response alone", "HTTP/1.1 103 \r\n\r\n", End.OPEN)
                        .withConfig("until the timeout", DifferentialCases::impatient));
    }

    private static Stream<DifferentialCase> answers() {
        return Stream.of(
                peer("a plain answer", OK, End.OPEN),
                peer("an answer and the end", OK, End.CLOSE),
                peer(
                        "an answer that announces the end",
                        OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"),
                        End.OPEN),
                peer("two answers at once", OK + OK, End.OPEN),
                peer("an answer and a line break", OK + "\r\n", End.OPEN),
                peer("HTTP/1.0", OK.replace("1.1", "1.0"), End.OPEN),
                peer(
                        "HTTP/1.0 kept alive",
                        OK.replace("1.1", "1.0").replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n"),
                        End.OPEN),
                peer("interim responses", "HTTP/1.1 103 \r\n\r\nHTTP/1.1 102 \r\n\r\n" + OK, End.OPEN),
                peer("too many interim responses", "HTTP/1.1 103 \r\n\r\n".repeat(9) + OK, End.OPEN),
                peer("a body until the end", "HTTP/1.1 200 OK\r\n\r\nhello", End.CLOSE),
                peer("a body until the reset", "HTTP/1.1 200 OK\r\n\r\nhello", End.RESET),
                peer("an answer to HEAD with a body", OK, End.OPEN).withMethod("HEAD"),
                peer("a tunnel", "HTTP/1.1 200 OK\r\n\r\n", End.OPEN).withMethod("CONNECT"));
    }

    private static Stream<DifferentialCase> cutShort() {
        return Stream.of(End.CLOSE, End.RESET)
                .flatMap(end -> Stream.of(
                                "",
                                "H",
                                "HTTP/1.1 200 OK\r\n",
                                LENGTH_10,
                                LENGTH_10 + "hello",
                                CHUNKED,
                                CHUNKED + "5\r\nhel",
                                CHUNKED + "5\r\nhello\r\n0\r\n")
                        .map(octets -> peer(end + " after " + octets.length() + " octets", octets, end)));
    }

    private static ClientConfig impatient(ClientConfig config) {
        return config.withTimeouts(Timeouts.DEFAULT.withHead(Brief.TIMEOUT).withRead(Brief.TIMEOUT));
    }
}
