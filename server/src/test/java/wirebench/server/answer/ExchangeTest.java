package wirebench.server.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.server.RawClient;
import wirebench.server.config.ServerConfig;
import wirebench.server.count.Account;
import wirebench.server.count.Count;
import wirebench.server.count.Tally;
import wirebench.server.http.BufferPool;
import wirebench.server.http.HeadParser;
import wirebench.server.http.Step;

/// The exchange without sockets: octets in, octets out.
class ExchangeTest {
    private static final int OUT_OCTETS = 64 * 1024;

    private static final String REQUESTS = "GET /plaintext HTTP/1.1\r\nHost: a\r\n\r\n"
            + "POST /get?x HTTP/1.1\r\nHost: a\r\nX-Q: \"\\\t\u00e9\r\nContent-Length: 5\r\n\r\nhello"
            + "HEAD /json HTTP/1.1\r\nHost: a\r\n\r\n"
            + "GET /chunked/2x3?trailers=1 HTTP/1.1\r\nHost: a\r\n\r\n"
            + "PUT /get HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
            + "3;x\r\nabc\r\n0\r\nX: y\r\n\r\n"
            + "DELETE /plaintext HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nxyz"
            + "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nping"
            + "GET /bytes/7 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
            + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
            + "GET /fields/2?octets=4 HTTP/1.1\r\nHost: a\r\n\r\n"
            + "GET /status/304 HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Tally tally = new Tally();
    private final BufferPool buffers = new BufferPool(OUT_OCTETS);
    private final Answers answers =
            new Answers(OUT_OCTETS, List.of(tally), ServerConfig.DEFAULT, new Capacity(), new Standstill());
    private final Exchange exchange = new Exchange(answers, buffers, new Account(tally), 1 << 20);
    private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_OCTETS);
    private final StringBuilder written = new StringBuilder();
    private String unread = "";

    static IntStream everySplit() {
        return IntStream.range(0, REQUESTS.length());
    }

    @ParameterizedTest
    @MethodSource("everySplit")
    void answersAreTheSameWhereverTheRequestsAreSplit(int split) {
        assertThat(feed(REQUESTS.substring(0, split))).isEqualTo(Step.READ);
        assertThat(feed(REQUESTS.substring(split))).isEqualTo(Step.READ);
        assertThat(written).hasToString(new ExchangeTest().whole());
        assertThat(buffers.free()).isLessThanOrEqualTo(1);
        assertThat(count(Count.OCTETS_IN)).isEqualTo(REQUESTS.length());
        assertThat(count(Count.OCTETS_OUT)).isEqualTo(written.length());
        assertThat(count(Count.EXCHANGES)).isEqualTo(11);
    }

    @Test
    void answersAreTheSameOctetByOctet() {
        REQUESTS.chars().forEach(octet -> feed(String.valueOf((char) octet)));
        assertThat(written).hasToString(new ExchangeTest().whole());
    }

    private String whole() {
        feed(REQUESTS);
        return written.toString();
    }

    @Test
    void answersStandInTheOrderOfTheRequests() {
        assertThat(whole().lines().filter(line -> line.contains("HTTP/1.1 ")))
                .map(line -> line.substring(line.indexOf("HTTP/1.1 ") + 9).substring(0, 3))
                .containsExactly("200", "200", "200", "200", "100", "200", "405", "200", "200", "404", "200", "304");
    }

    @Test
    void jsonOfTheRequestIsAsItWasReceived() {
        assertThat(whole())
                .contains("{\"method\":\"POST\",\"target\":\"/get?x\",\"version\":\"HTTP/1.1\",\"headers\":"
                        + "[[\"Host\",\"a\"],[\"X-Q\",\"\\\"\\\\\\u0009\\u00e9\"],[\"Content-Length\",\"5\"]]}");
    }

    @Test
    void largestHeadStillFitsTheAnswerWhenEveryOctetIsEscaped() {
        String start = "GET /get HTTP/1.1\r\nHost: a\r\nX: ";
        String value = "\u00ff".repeat(HeadParser.MAX_OCTETS - start.length() - 4);
        feed(start + value + "\r\n\r\n");
        assertThat(written).contains("[\"X\",\"" + "\\u00ff".repeat(value.length()) + "\"]]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 1000})
    void chunksOfTheRequestComeBackAsChunks(int pieceOctets) {
        String wire = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\n\r\n"
                + RawClient.get("/plaintext");
        for (int at = 0; at < wire.length(); at += pieceOctets) {
            feed(wire.substring(at, Math.min(wire.length(), at + pieceOctets)));
        }
        String body = written.substring(written.indexOf("\r\n\r\n") + 4, written.indexOf("0\r\n\r\nHTTP"));
        assertThat(body.replaceAll("[0-9a-f]+\r\n([a-z ]+)\r\n", "$1")).isEqualTo("hello world");
        assertThat(written.toString()).endsWith("Hello, World!");
    }

    @Test
    void bodyThatIsBrokenFromTheStartIsRefusedByTheEchoToo() {
        Step step = feed("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx");
        assertThat(step).isEqualTo(Step.LINGER);
        assertThat(written.toString()).startsWith("HTTP/1.1 400 ").contains("chunked coding is broken");
        assertThat(count(Count.REFUSED)).isOne();
        assertThat(count(Count.EXCHANGES)).isOne();
    }

    @Test
    void echoOfABodyThatBreaksLaterIsCutShort() {
        Step step = feed("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nx");
        assertThat(step).isEqualTo(Step.LINGER);
        assertThat(written.toString()).endsWith("\r\n\r\n1\r\na\r\n");
        assertThat(count(Count.REFUSED)).isOne();
        assertThat(count(Count.EXCHANGES)).isZero();
    }

    @Test
    void refusalToHeadHasNoBody() {
        assertThat(feed("HEAD /status/100 HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(Step.LINGER);
        assertThat(written.toString()).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
    }

    /// Every round prints nothing unless it fails; the seed is the round.
    @Test
    void nothingThatAClientSendsBreaksTheServer() {
        for (int round = 0; round < 1000; round++) {
            ExchangeTest fresh = new ExchangeTest();
            String requests = mutated(REQUESTS, new Random(round));
            assertThatCode(() -> fresh.feed(requests)).as("round %d", round).doesNotThrowAnyException();
        }
    }

    private static String mutated(String requests, Random random) {
        StringBuilder mutated = new StringBuilder(requests);
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int at = random.nextInt(mutated.length());
            int to = Math.min(mutated.length(), at + random.nextInt(1, 12));
            switch (random.nextInt(4)) {
                case 0 -> mutated.setCharAt(at, (char) random.nextInt(256));
                case 1 -> mutated.delete(at, to);
                case 2 -> mutated.insert(at, mutated.substring(at, to));
                default -> mutated.insert(at, "\r\n \t:;,/?x0123456789abcdef".charAt(random.nextInt(25)));
            }
        }
        return mutated.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"})
    void lastRequestOfAConnectionIsAnsweredWithClose(String request) {
        assertThat(feed(request + RawClient.get("/json"))).isEqualTo(Step.CLOSE);
        assertThat(written.toString()).contains("\r\nConnection: close\r\n").doesNotContain("application/json");
    }

    /// Gives the exchange more octets, with all that is unread in a buffer that begins somewhere else than the
    /// last.
    private Step feed(String octets) {
        byte[] wire = (unread + octets).getBytes(ISO_8859_1);
        int shift = octets.length() % 7;
        ByteBuffer in = ByteBuffer.allocateDirect(shift + wire.length)
                .position(shift)
                .put(wire)
                .flip()
                .position(shift);
        Step step;
        do {
            step = exchange.advance(in, out);
            written.append(ISO_8859_1.decode(out.flip()));
            out.clear();
        } while (step == Step.FLUSH);
        exchange.suspend(in);
        unread = ISO_8859_1.decode(in).toString();
        return step;
    }

    private long count(Count count) {
        return Tally.sum(List.of(tally), count);
    }
}
