package wirebench.jmh.peers;

import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import wirebench.certificates.TestAuthority;
import wirebench.load.lane.SynchronousLane;

/// OkHttp, which always sends User-Agent, Connection and Accept-Encoding.
final class OkHttp implements BlockingPeer {
    private static final int BUFFER_OCTETS = 16 * 1024;
    private static final int KEEP_ALIVE_MINUTES = 5;

    private final Target target;
    private final PromptSockets sockets = new PromptSockets();
    private final OkHttpClient client;

    OkHttp(Target target) {
        this.target = target;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(target.connections(), KEEP_ALIVE_MINUTES, TimeUnit.MINUTES))
                .protocols(List.of(Protocol.HTTP_1_1))
                .socketFactory(sockets)
                .proxy(Proxy.NO_PROXY)
                .fastFallback(false)
                .followRedirects(false)
                .retryOnConnectionFailure(false);
        TestAuthority authority = target.authority();
        if (authority != null) {
            builder.sslSocketFactory(authority.clientContext().getSocketFactory(), trusting(authority));
        }
        client = builder.build();
    }

    private static X509TrustManager trusting(TestAuthority authority) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authority.trustStore());
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    @Override
    public SynchronousLane lane(Answer answer) {
        byte[] buffer = new byte[BUFFER_OCTETS];
        Request request = new Request.Builder()
                .url(target.url())
                .header("Accept-Encoding", "identity")
                .build();
        return () -> {
            try (Response response = client.newCall(request).execute()) {
                answer.begin(response.code());
                answer.slices(response.body().byteStream(), buffer);
            }
            return answer.verified();
        };
    }

    @Override
    public OptionalLong connections() {
        return OptionalLong.of(sockets.opened());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "connectionPool",
                target.connections() + " idle, " + KEEP_ALIVE_MINUTES + " min",
                "protocols",
                "HTTP_1_1",
                "Accept-Encoding",
                "identity",
                "tcpNoDelay",
                "true",
                "proxy",
                "none",
                "fastFallback",
                "false",
                "followRedirects",
                "false",
                "retryOnConnectionFailure",
                "false");
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
