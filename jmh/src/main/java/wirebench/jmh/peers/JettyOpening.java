package wirebench.jmh.peers;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import wirebench.certificates.TestAuthority;

/// Jetty's client, started: what its two arms share. Thread-safe.
final class JettyOpening implements AutoCloseable {
    private final Target target;
    private final HttpClient client;
    private final AtomicLong opened = new AtomicLong();

    JettyOpening(Target target) throws IOException {
        this.target = target;
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setTCPNoDelay(true);
        TestAuthority authority = target.authority();
        if (authority != null) {
            SslContextFactory.Client tls = new SslContextFactory.Client();
            tls.setSslContext(authority.clientContext());
            connector.setSslContextFactory(tls);
        }
        client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setMaxConnectionsPerDestination(target.connections());
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.addEventListener(new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                if (connection instanceof SslConnection == (authority != null)) { // not HTTP's above it
                    opened.incrementAndGet();
                }
            }
        });
        try {
            client.start();
        } catch (Exception e) {
            throw new IOException("Jetty's client does not start", e);
        }
        client.getContentDecoderFactories().clear(); // and with them goes Accept-Encoding
    }

    Request request() {
        return client.newRequest(Target.HOST, target.port())
                .scheme(target.scheme())
                .path(target.path());
    }

    OptionalLong connections() {
        return OptionalLong.of(opened.get());
    }

    Map<String, String> settings() {
        return Map.of(
                "selectors",
                "1",
                "maxConnectionsPerDestination",
                Integer.toString(target.connections()),
                "tcpNoDelay",
                "true",
                "followRedirects",
                "false",
                "disabled",
                "content decoders, cookies, user agent");
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty's client does not stop", e);
        }
    }
}
