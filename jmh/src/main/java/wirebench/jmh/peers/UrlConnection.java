package wirebench.jmh.peers;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.OptionalLong;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import wirebench.certificates.TestAuthority;
import wirebench.load.lane.SynchronousLane;

/// The JDK's HttpURLConnection, which always sends User-Agent, Accept and Connection, and tries an exchange again
/// by itself when a kept connection turns out to be closed.
final class UrlConnection implements BlockingPeer {
    private static final String POOL = "http.maxConnections";
    private static final int BUFFER_OCTETS = 16 * 1024;
    private static final int ERROR = 400;

    static {
        // Read once in a JVM and valid for all, so it cannot be the number of exchanges in flight of any one.
        System.setProperty(POOL, "4096");
    }

    private final URL url;
    private final @Nullable SSLSocketFactory tls; // one for all, or kept connections are not found again

    UrlConnection(Target target) throws IOException {
        url = URI.create(target.url()).toURL();
        TestAuthority authority = target.authority();
        tls = authority == null ? null : authority.clientContext().getSocketFactory();
    }

    @Override
    public SynchronousLane lane(Answer answer) {
        byte[] buffer = new byte[BUFFER_OCTETS];
        return () -> {
            HttpURLConnection connection = connection();
            int status = connection.getResponseCode();
            answer.begin(status);
            // To read to the end is what gives the connection back.
            try (InputStream in = status < ERROR ? connection.getInputStream() : connection.getErrorStream()) {
                if (in != null) { // a refusal without a body
                    answer.slices(in, buffer);
                }
            }
            return answer.verified();
        };
    }

    private HttpURLConnection connection() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        if (tls != null && connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(tls);
        }
        return connection;
    }

    /// It tells nobody.
    @Override
    public OptionalLong connections() {
        return OptionalLong.empty();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                POOL,
                System.getProperty(POOL, ""),
                "instanceFollowRedirects",
                "false",
                "useCaches",
                "false",
                "proxy",
                "none");
    }

    /// There is nothing to close: what it keeps is kept by the JVM, and closes itself after five seconds.
    @Override
    public void close() {}
}
