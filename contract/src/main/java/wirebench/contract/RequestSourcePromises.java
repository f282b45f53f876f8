package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.HttpResponse;
import wirebench.client.Phase;
import wirebench.client.Url;
import wirebench.client.body.BodyPipe;
import wirebench.client.body.RequestBody;
import wirebench.protocol.BodySource;
import wirebench.protocol.Fields;
import wirebench.protocol.RequestFraming;

/// A request's body may come from a file, from a stream, or from a thread that produces it meanwhile.
abstract class RequestSourcePromises extends Scene {
    @ParameterizedTest
    @EnumSource
    void fileIsSentWithItsLength(Way way, @TempDir Path folder) throws IOException {
        byte[] octets = RequestBodyPromises.octets(300_000);
        Path file = Files.write(folder.resolve("body"), octets);
        HttpClient client = client();

        for (int i = 0; i < 2; i++) {
            HttpResponse response = way.send(client, request("POST", "/echo", RequestBody.file(file)));
            assertThat(response.body()).isEqualTo(octets);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/proc/version", "/proc/self/limits", "/sys/kernel/mm/transparent_hugepage/enabled", "/dev/null"
            })
    void fileWhoseLengthTheKernelDoesNotKnowIsSentWhole(String name) throws IOException {
        Path file = Path.of(name);
        assumeThat(file).exists();

        HttpResponse response = client().send(request("POST", "/echo", RequestBody.file(file)));

        assertThat(response.body()).isEqualTo(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537})
    void lengthThatIsOneIsSent(int octets, @TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("body"), RequestBodyPromises.octets(octets));

        RequestBody body = RequestBody.file(file);

        assertThat(body.framing()).isEqualTo(new RequestFraming.Length(octets));
        assertThat(client().send(request("POST", "/echo", body)).body()).hasSize(octets);
    }

    @Test
    void folderIsNoBody(@TempDir Path folder) {
        assertThatIOException().isThrownBy(() -> RequestBody.file(folder)).withMessageContaining("is a directory");
    }

    @ParameterizedTest
    @EnumSource
    void fileThatIsGoneFailsTheExchange(Way way, @TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("body"), new byte[10]);
        RequestBody body = RequestBody.file(file);
        Files.delete(file);
        HttpClient client = client();

        assertThat(failureOf(() -> way.send(client, request("POST", "/echo", body))))
                .hasMessageContaining("could not be read");
        assertThatIOException().isThrownBy(() -> RequestBody.file(file));
    }

    @ParameterizedTest
    @EnumSource
    void streamIsSentAndClosed(Way way) throws ExchangeException {
        byte[] octets = RequestBodyPromises.octets(100_000);
        AtomicInteger closes = new AtomicInteger();
        RequestBody body = RequestBody.input(() -> new ByteArrayInputStream(octets) {
            @Override
            public void close() {
                closes.incrementAndGet();
            }
        });
        HttpClient client = client();

        assertThat(way.send(client, request("POST", "/echo", body)).body()).isEqualTo(octets);
        awaitQuiet(client);
        assertThat(closes).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void sourceIsClosedWhenTheExchangeFails(Way way) {
        AtomicInteger closes = new AtomicInteger();
        RequestBody body = RequestBody.chunked(() -> new Endless(closes));
        RawPeer peer = peer(connection -> {
            connection.hearHead();
            connection.reset();
        });
        HttpClient client = client();

        ExchangeException failure = failureOf(() -> way.send(client, post(peer, body)));

        assertThat(failure.kind()).isEqualTo("transport");
        awaitQuiet(client);
        Waiting.until("the source is closed", () -> closes.get() == 1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIntoAPipeIsSentAtOnce(Way way) throws Exception {
        HttpClient client = client();
        Latch heard = new Latch();
        RawPeer peer = peer(connection -> {
            connection.hearHead();
            String first = connection.hear("0005\r\nfirst\r\n".length());
            heard.open();
            String rest = connection.hear("0006\r\nsecond\r\n0\r\nT: 1\r\n\r\n".length());
            String answer = first + rest;
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer);
            connection.awaitEnd();
        });
        BodyPipe pipe = new BodyPipe(100);

        Future<HttpResponse> response = way.beginSend(client, post(peer, pipe.body()));
        pipe.out().write("first".getBytes(StandardCharsets.US_ASCII));
        heard.await();
        pipe.out().write("second".getBytes(StandardCharsets.US_ASCII));
        pipe.end(Fields.of("T", "1"));

        assertThat(Waiting.resultOf(response).text()).matches("(?s)0*5\r\nfirst\r\n0*6\r\nsecond\r\n0\r\nT: 1\r\n\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void pipeCarriesMoreThanItHolds(Way way) throws Exception {
        byte[] octets = RequestBodyPromises.octets(1_000_000);
        HttpClient client = client();
        BodyPipe pipe = new BodyPipe(1000);

        Future<HttpResponse> response = way.beginSend(client, request("POST", "/echo", pipe.body()));
        try (OutputStream out = pipe.out()) {
            out.write(octets);
        }

        assertThat(Waiting.resultOf(response).body()).isEqualTo(octets);
        assertThat(client.send(get("/plaintext")).text()).isEqualTo("Hello, World!");
        assertThat(counters().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void serverThatReadsNothingSlowsTheWriterDownUntilTheWriteTimeout(Way way) {
        HttpClient client = clientWith(timeouts -> timeouts.withWrite(Brief.TIMEOUT));
        RawPeer peer = peer(connection -> {
            connection.hearHead();
            connection.awaitNothing();
        });
        BodyPipe pipe = new BodyPipe(1000);
        Future<?> exchange = way.begin(client, post(peer, pipe.body()), new PatternCheck(), Deadline.NEVER);

        assertThatIOException()
                .isThrownBy(() -> pipe.out().write(new byte[64 * 1024 * 1024]))
                .withMessage("the exchange has ended");

        assertFails(() -> Waiting.resultOf(exchange), "timeout", Phase.WRITE, true);
    }

    @ParameterizedTest
    @EnumSource
    void pipeWithNothingInItIsNoWriteTimeout(Way way) throws Exception {
        HttpClient client = clientWith(timeouts -> timeouts.withWrite(Brief.TIMEOUT));
        BodyPipe pipe = new BodyPipe(1000);

        Future<HttpResponse> response = way.beginSend(client, request("POST", "/echo", pipe.body()));
        Waiting.elapse(Brief.TIMEOUT.multipliedBy(2));
        pipe.out().write('x');
        pipe.out().close();

        assertThat(Waiting.resultOf(response).text()).isEqualTo("x");
    }

    @ParameterizedTest
    @EnumSource
    void deadlineHoldsWhileAPipeHasNothing(Way way) {
        HttpClient client = client();
        BodyPipe pipe = new BodyPipe(1000);

        assertFails(
                () -> way.exchange(
                        client, request("POST", "/echo", pipe.body()), new PatternCheck(), Deadline.in(Brief.TIMEOUT)),
                "timeout",
                Phase.TOTAL,
                true);
    }

    @ParameterizedTest
    @EnumSource
    void writerMayGiveUp(Way way) {
        HttpClient client = client();
        BodyPipe pipe = new BodyPipe(1000);
        Future<HttpResponse> response = way.beginSend(client, request("POST", "/echo", pipe.body()));

        pipe.fail(new IOException("the disk is gone"));

        assertThat(failureOf(() -> Waiting.resultOf(response)))
                .hasMessageContaining("could not be read: the disk is gone");
    }

    @Test
    void pipeIsForOneExchange() throws Exception {
        HttpClient client = client();
        BodyPipe pipe = new BodyPipe(1000);
        pipe.out().close();
        client.send(request("POST", "/echo", pipe.body()));

        assertThatThrownBy(() -> client.send(request("POST", "/echo", pipe.body())))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatCannotBeHadAgainIsNotSentAgain(Way way) throws Exception {
        HttpClient client = client();
        RawPeer peer = peer(connection -> {
            connection.hear();
            connection.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            connection.hearHead();
        });
        way.send(client, HttpRequest.get(peer.url("/")));
        awaitQuiet(client);
        BodyPipe pipe = new BodyPipe(1000);
        pipe.out().close();

        HttpRequest put = HttpRequest.of("PUT", Url.parse(peer.url("/")), Fields.NONE, pipe.body());

        assertThat(failureOf(() -> way.send(client, put)).kind()).isIn("truncated", "transport");
        assertThat(peer.connections()).isEqualTo(1);
    }

    private static HttpRequest post(RawPeer peer, RequestBody body) {
        return HttpRequest.of("POST", Url.parse(peer.url("/")), Fields.NONE, body);
    }

    /// Never ends, and counts how often it is closed.
    private record Endless(AtomicInteger closes) implements BodySource {
        @Override
        public int read(ByteBuffer out) {
            int octets = out.remaining();
            out.position(out.limit());
            return octets;
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }
}
