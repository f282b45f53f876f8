package wirebench.jmh.peers;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import wirebench.certificates.TestAuthority;
import wirebench.load.lane.AsynchronousLane;

/// Reactor Netty's HTTP client on one event loop. It always sends Accept.
final class ReactorNetty implements AsynchronousPeer {
    private static final Duration END = Duration.ofSeconds(5);

    private final Target target;
    private final AtomicLong opened = new AtomicLong();
    private final LoopResources loops = LoopResources.create("reactor-netty", 1, true);
    private final ConnectionProvider pool;
    private final HttpClient client;

    ReactorNetty(Target target) {
        this.target = target;
        pool = ConnectionProvider.builder("peer")
                .maxConnections(target.connections())
                .build();
        HttpClient plain = HttpClient.create(pool)
                .runOn(loops)
                .protocol(HttpProtocol.HTTP11)
                .option(ChannelOption.TCP_NODELAY, true)
                .disableRetry(true)
                .headers(headers -> headers.remove(HttpHeaderNames.USER_AGENT))
                .doOnChannelInit((_, _, _) -> opened.incrementAndGet());
        TestAuthority authority = target.authority();
        client = authority == null ? plain : plain.secure(tls -> tls.sslContext(NettyTls.trusting(authority)));
    }

    @Override
    public AsynchronousLane lane(Answer answer) {
        Mono<Void> exchange = client.get()
                .uri(target.url())
                .response((head, body) -> {
                    answer.begin(head.status().code());
                    return body.doOnNext(slice -> NettyBody.slice(answer, slice))
                            .then();
                })
                .then();
        return told -> {
            var _ = exchange.subscribe(_ -> {}, told::failed, () -> Verdict.tell(told, answer));
        };
    }

    @Override
    public OptionalLong connections() {
        return OptionalLong.of(opened.get());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "eventLoops",
                "1",
                "nativeTransport",
                Boolean.toString(LoopResources.hasNativeSupport()),
                "maxConnections",
                Integer.toString(target.connections()),
                "TCP_NODELAY",
                "true",
                "disableRetry",
                "true",
                "disabled",
                "user agent");
    }

    @Override
    public void close() {
        pool.disposeLater().block(END);
        loops.disposeLater(Duration.ZERO, END).block(END);
    }
}
