package wirebench.jmh.peers;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webclient.api.ConnectedSocketChannelInfo;
import io.helidon.webclient.api.ConnectedSocketInfo;
import io.helidon.webclient.api.ConnectionListener;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientConfig;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import wirebench.certificates.TestAuthority;
import wirebench.load.lane.SynchronousLane;

/// Helidon's HTTP/1.1 client, which always sends User-Agent, Connection and Content-Length.
final class HelidonClient implements BlockingPeer {
    private static final int MOST_BUFFER_OCTETS = 16 * 1024;

    private final Target target;
    private final Opened opened = new Opened(new AtomicLong());
    private final Http1Client client;

    HelidonClient(Target target) {
        this.target = target;
        Http1ClientConfig.Builder builder = Http1Client.builder()
                .baseUri(target.origin())
                .connectionCacheSize(target.connections())
                .shareConnectionCache(false)
                .proxy(Proxy.noProxy())
                .followRedirects(false)
                .servicesDiscoverServices(false)
                .socketOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .connectionListener(opened);
        TestAuthority authority = target.authority();
        if (authority != null) {
            builder.tls(Tls.builder().sslContext(authority.clientContext()).build());
        }
        client = builder.build();
    }

    @Override
    public SynchronousLane lane(Answer answer) {
        // Each read allocates as much as it asks for, so it asks for no more than there can be.
        byte[] buffer = new byte[Math.clamp(target.body().length, 1, MOST_BUFFER_OCTETS)];
        return () -> {
            try (Http1ClientResponse response = client.get(target.path()).request()) {
                answer.begin(response.status().code());
                answer.slices(response.entity().inputStream(), buffer);
            }
            return answer.verified();
        };
    }

    @Override
    public OptionalLong connections() {
        return OptionalLong.of(opened.count().get());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "connectionCacheSize",
                Integer.toString(target.connections()),
                "shareConnectionCache",
                "false",
                "proxy",
                "none",
                "followRedirects",
                "false",
                "servicesDiscoverServices",
                "false",
                "tcpNoDelay",
                "true");
    }

    @Override
    public void close() {
        client.closeResource();
    }

    private record Opened(AtomicLong count) implements ConnectionListener {
        @Override
        public void socketConnected(ConnectedSocketInfo connected) {
            count.incrementAndGet();
        }

        @Override
        public void socketChannelConnected(ConnectedSocketChannelInfo connected) {
            count.incrementAndGet();
        }
    }
}
