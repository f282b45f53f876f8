package wirebench.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import wirebench.client.ExchangeException;
import wirebench.client.HttpResponse;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;

/// Connections that the server closes, announced or not: the next exchange must not notice.
final class ClosingCases {
    private static final int MANY = 23;
    private static final int RACES = 32;
    private static final int MOST_READ_MILLIS = 10_000;

    /// The JDK's server chunks every body of unknown length.
    private static final Set<ServerKind> ENDING_BODIES_BY_CLOSE =
            EnumSet.of(ServerKind.NGINX, ServerKind.JETTY, ServerKind.NODE);

    private static final Set<ServerKind> COUNTING_REQUESTS = EnumSet.of(ServerKind.NGINX, ServerKind.NODE);

    /// The JDK's server looks for idle connections every 10 s.
    private static final Set<ServerKind> CLOSING_IDLE_CONNECTIONS =
            EnumSet.of(ServerKind.NGINX, ServerKind.JETTY, ServerKind.NODE);

    /// Jetty's timeout would hit busy connections too, if it were this short.
    private static final Set<ServerKind> CLOSING_NONE_BUT_IDLE_CONNECTIONS =
            EnumSet.of(ServerKind.NGINX, ServerKind.NODE);

    private static final Set<ServerKind> OF_HTTP_1_0 = EnumSet.of(ServerKind.PYTHON);

    private ClosingCases() {}

    static List<InteropCase> all() {
        return List.of(
                InteropCase.of("a connection is not used again after Connection: close", ClosingCases::announced),
                InteropCase.only(
                        ENDING_BODIES_BY_CLOSE, "a body ends with its connection", ClosingCases::bodyUntilClose),
                InteropCase.only(
                        COUNTING_REQUESTS,
                        "a connection serves no more than the server lets it",
                        ClosingCases::counted),
                InteropCase.only(
                        CLOSING_IDLE_CONNECTIONS, "a connection closed while idle is replaced", ClosingCases::idle),
                InteropCase.only(
                        CLOSING_NONE_BUT_IDLE_CONNECTIONS,
                        "every exchange that races with an idle timeout is answered",
                        ClosingCases::races),
                InteropCase.only(OF_HTTP_1_0, "HTTP/1.0 is understood", ClosingCases::oldVersion));
    }

    private static void announced(Talk talk) throws ExchangeException {
        for (int i = 0; i < 3; i++) {
            HttpResponse response = talk.get("/closing");
            assertThat(response.fields().first("Connection")).isEqualToIgnoringCase("close");
            assertThat(response.text()).isEqualTo(Site.SMALL);
            assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        }
        talk.expectConnections(4);
    }

    private static void bodyUntilClose(Talk talk) throws ExchangeException {
        HttpResponse response = talk.get("/until-close");

        assertThat(response.fields().first("Content-Length")).isNull();
        assertThat(response.fields().first("Transfer-Encoding")).isNull();
        assertThat(response.body()).isEqualTo(Site.body(Site.UNTIL_CLOSE_OCTETS));
        assertThat(talk.get("/small").text()).isEqualTo(Site.SMALL);
        talk.expectConnections(2);
    }

    private static void counted(Talk talk) throws ExchangeException {
        for (int i = 1; i <= MANY; i++) {
            HttpResponse response = talk.get(Door.FEW, "/small");
            boolean last = i % Door.FEW_REQUESTS == 0;
            assertThat(response.text()).isEqualTo(Site.SMALL);
            assertThat(response.fields().all("Connection").contains("close")).isEqualTo(last);
        }
        talk.expectConnections((MANY + Door.FEW_REQUESTS - 1) / Door.FEW_REQUESTS);
    }

    private static void idle(Talk talk) throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(talk.get(Door.BRIEF, "/small").text()).isEqualTo(Site.SMALL);
            // What became idle later is closed later, and the second of two does not even come close.
            awaitIdleClose(talk.port(Door.BRIEF));
            awaitIdleClose(talk.port(Door.BRIEF));
        }
        talk.expectConnections(2);
    }

    /// Pauses around the server's timeout, so that its close meets the next request before, on and after its way.
    private static void races(Talk talk) throws Exception {
        for (int i = 0; i < RACES; i++) {
            long micros = Door.BRIEF_IDLE_MILLIS * 1000L - 2000 + (i % 8) * 500L;
            assertThat(talk.get(Door.BRIEF, "/small").text()).isEqualTo(Site.SMALL);
            TimeUnit.MICROSECONDS.sleep(micros);
        }
        assertThat(talk.connectionsThatTheServerSaw()).isBetween(1, RACES);
    }

    private static void oldVersion(Talk talk) throws ExchangeException {
        HttpResponse response = talk.get("/small");
        Fields condition = Fields.of(
                "If-Modified-Since", Objects.requireNonNull(response.fields().first("Last-Modified")));

        assertThat(response.minorVersion()).isZero();
        assertThat(response.text()).isEqualTo(Site.SMALL);
        assertThat(talk.head("/small").fields().first("Content-Length")).isEqualTo("13");
        assertThat(talk.get("/small", condition).status()).isEqualTo(304);
        assertThat(talk.get("/no-such-page").status()).isEqualTo(404);
        assertThat(talk.send("POST", "/small", Fields.NONE, RequestBody.of(Site.small()))
                        .status())
                .isEqualTo(501);
        assertThat(Site.hash(talk.get("/large").body())).isEqualTo(Site.largeHash());
        assertThat(talk.client().pool().created()).isEqualTo(6);
    }

    /// Makes one exchange on a connection of its own and waits until the server closes it.
    private static void awaitIdleClose(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(MOST_READ_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write("GET /small HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).endsWith(Site.SMALL);
        }
    }
}
