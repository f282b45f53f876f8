package wirebench.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import wirebench.certificates.CertificateRequest;
import wirebench.certificates.KeyType;
import wirebench.server.LoopbackServer;
import wirebench.server.config.Counters;
import wirebench.server.tls.Identity;

/// All that chaos asks of, running. Thread-safe, but for restarts.
final class ChaosSites implements AutoCloseable {
    private static final Duration SWAPS = Duration.ofMillis(250);

    private final ChaosPeer peer = ChaosPeer.start();
    private final Map<ChaosSite, LoopbackServer> servers = new EnumMap<>(ChaosSite.class);

    ChaosSites() {
        try {
            for (ChaosSite site : ChaosSite.values()) {
                if (site.served()) {
                    servers.put(site, LoopbackServer.start(site.config()));
                }
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
        CertificateRequest request = CertificateRequest.forServer(KeyType.P_256);
        server(ChaosSite.SECURE)
                .swapIdentities(
                        SWAPS, () -> SecureServer.AUTHORITY.issue(request).as(Identity::new));
    }

    ChaosPeer peer() {
        return peer;
    }

    /// What the server at a site has counted.
    Counters counters(ChaosSite site) {
        return server(site).counters();
    }

    /// Where a target is.
    ///
    /// @param number tells the requests to the peer apart
    String url(ChaosTarget target, int number) {
        return target.site().served()
                ? server(target.site()).url() + target.path()
                : peer.url() + target.path() + "?" + number;
    }

    private LoopbackServer server(ChaosSite site) {
        return Objects.requireNonNull(servers.get(site));
    }

    @Override
    public void close() {
        peer.close();
        servers.values().forEach(LoopbackServer::close);
    }
}
