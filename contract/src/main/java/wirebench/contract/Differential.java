package wirebench.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import wirebench.client.ClientProvider;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.PeerViolation;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.contract.DifferentialCase.Answer;
import wirebench.protocol.Field;
import wirebench.protocol.Fields;
import wirebench.protocol.LimitException;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

/// Carries out the exchange of a [DifferentialCase] with a client, so that what different clients make of it can
/// be compared. Stateless.
public final class Differential {
    private static final String AGAIN = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nagain";

    private Differential() {}

    /// Carries out the exchange, and a plain one after it.
    ///
    /// @param provider opens the client
    /// @param way in which way the caller has the exchanges
    /// @param differential the case
    /// @return what was seen
    public static Observation observe(ClientProvider provider, Way way, DifferentialCase differential) {
        ClientConfig config = differential.config().apply(ClientConfig.DEFAULT);
        return switch (differential.answer()) {
            case Answer.OfServer _ -> ofServer(provider, config, way, differential);
            case Answer.OfPeer answer -> ofPeer(provider, config, way, differential, answer);
        };
    }

    private static Observation ofServer(
            ClientProvider provider, ClientConfig config, Way way, DifferentialCase differential) {
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT);
                HttpClient client = provider.open(config)) {
            Outcome outcome = outcome(client, way, request(differential, server.url()));
            Outcome next = outcome(client, way, HttpRequest.get(server.url() + "/plaintext"));
            return new Observation(outcome, next, (int) server.counters().connections());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Observation ofPeer(
            ClientProvider provider,
            ClientConfig config,
            Way way,
            DifferentialCase differential,
            Answer.OfPeer answer) {
        try (RawPeer peer = RawPeer.start(connection -> converse(connection, answer));
                HttpClient client = provider.open(config)) {
            Outcome outcome = outcome(client, way, request(differential, peer.url("")));
            Outcome next = outcome(client, way, HttpRequest.get(peer.url("/next")));
            return new Observation(outcome, next, peer.connections());
        }
    }

    /// The first connection gets the answer in question first; everything else is answered plainly.
    private static void converse(RawConnection connection, Answer.OfPeer answer) throws IOException {
        if (connection.index() == 0) {
            connection.hear();
            connection.say(answer.octets());
            switch (answer.end()) {
                case OPEN -> {}
                case CLOSE -> connection.finish();
                case RESET -> connection.reset();
            }
        }
        while (!connection.hear().isEmpty()) {
            connection.say(AGAIN);
        }
    }

    private static HttpRequest request(DifferentialCase differential, String url) {
        Url parsed = Url.parse(url + (differential.target().equals("*") ? "/" : differential.target()));
        RequestBody body = differential.body();
        return HttpRequest.of(
                differential.method(),
                new Url(parsed.scheme(), parsed.host(), parsed.port(), differential.target()),
                differential.fields(),
                body);
    }

    private static Outcome outcome(HttpClient client, Way way, HttpRequest request) {
        Transcript transcript = new Transcript();
        try {
            way.exchange(client, request, transcript, Deadline.NEVER);
            Scene.awaitQuiet(client);
            return received(transcript);
        } catch (ExchangeException e) {
            Scene.awaitQuiet(client);
            return new Outcome.Failed(e.kind(), detail(e), e.phase(), e.requestWritten(), transcript.status());
        }
    }

    private static Outcome received(Transcript transcript) {
        return new Outcome.Received(
                "1." + transcript.minorVersion() + " " + transcript.status() + " " + transcript.reason(),
                transcript.interims(),
                list(transcript.fields()),
                digest(transcript.body()),
                list(transcript.trailers()));
    }

    private static String detail(ExchangeException failure) {
        return switch (failure) {
            case PeerViolation violation -> violation.violation() + " at " + violation.offset();
            case ExchangeFailure other
            when other.getCause() instanceof LimitException limit -> limit.limit() + " at " + limit.offset();
            case ExchangeFailure _ -> "";
        };
    }

    private static List<Field> list(Fields fields) {
        List<Field> list = new ArrayList<>();
        for (Field field : fields) {
            if (!field.name().equalsIgnoreCase("Date")) {
                list.add(field);
            }
        }
        return list;
    }

    private static String digest(String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.ISO_8859_1));
            return body.length() + " octets, SHA-256 " + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
