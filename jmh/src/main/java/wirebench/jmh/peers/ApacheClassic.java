package wirebench.jmh.peers;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import wirebench.certificates.TestAuthority;
import wirebench.load.lane.SynchronousLane;

/// Apache HttpClient, the classic one, with one of its two pools.
final class ApacheClassic implements BlockingPeer {
    private static final int BUFFER_OCTETS = 16 * 1024;

    private final Target target;
    private final PoolConcurrencyPolicy policy;
    private final HttpHost host;
    private final AtomicLong opened = new AtomicLong();
    private final CloseableHttpClient client;

    ApacheClassic(Target target, PoolConcurrencyPolicy policy) {
        this.target = target;
        this.policy = policy;
        host = new HttpHost(target.scheme(), Target.HOST, target.port());
        client = HttpClients.custom()
                .setConnectionManager(pool())
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableDefaultUserAgent()
                .disableRedirectHandling()
                .build();
    }

    private HttpClientConnectionManager pool() {
        var pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(policy)
                .setMaxConnTotal(target.connections())
                .setMaxConnPerRoute(target.connections())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .setConnectionFactory(this::connection);
        TestAuthority authority = target.authority();
        if (authority != null) {
            pool.setTlsSocketStrategy(new DefaultClientTlsStrategy(authority.clientContext()));
        }
        return pool.build();
    }

    private ManagedHttpClientConnection connection(Socket socket) throws IOException {
        opened.incrementAndGet();
        return ManagedHttpClientConnectionFactory.INSTANCE.createConnection(socket);
    }

    @Override
    public SynchronousLane lane(Answer answer) {
        byte[] buffer = new byte[BUFFER_OCTETS];
        HttpClientResponseHandler<Answer> handler = response -> read(response, answer, buffer);
        return () -> client.execute(host, new BasicClassicHttpRequest(Method.GET, host, target.path()), handler)
                .verified();
    }

    private static Answer read(ClassicHttpResponse response, Answer answer, byte[] buffer) throws IOException {
        answer.begin(response.getCode());
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            try (InputStream in = entity.getContent()) {
                answer.slices(in, buffer);
            }
        }
        return answer;
    }

    @Override
    public OptionalLong connections() {
        return OptionalLong.of(opened.get());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "poolConcurrencyPolicy",
                policy.name(),
                "maxConnTotal, maxConnPerRoute",
                Integer.toString(target.connections()),
                "tcpNoDelay",
                "true",
                "disabled",
                "auth caching, retries, connection state, compression, cookies, user agent, redirects");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("Apache's client does not close", e);
        }
    }
}
