package wirebench.jmh.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ssl.SSLIOSession;
import wirebench.certificates.TestAuthority;
import wirebench.load.lane.AsynchronousLane;

/// Apache HttpClient, the asynchronous one, on one I/O thread. It always sends User-Agent.
final class ApacheAsync implements AsynchronousPeer {
    private final Target target;
    private final HttpHost host;
    private final AtomicLong opened = new AtomicLong();
    private final CloseableHttpAsyncClient client;

    ApacheAsync(Target target) {
        this.target = target;
        host = new HttpHost(target.scheme(), Target.HOST, target.port());
        client = HttpAsyncClients.custom()
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setTcpNoDelay(true)
                        .build())
                .setConnectionManager(connections(target))
                .setIoSessionDecorator(this::count)
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
        client.start();
    }

    private static AsyncClientConnectionManager connections(Target target) {
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(target.connections())
                .setMaxConnPerRoute(target.connections())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build());
        TestAuthority authority = target.authority();
        if (authority != null) {
            connections.setTlsStrategy(new DefaultClientTlsStrategy(authority.clientContext()));
        }
        return connections.build();
    }

    private IOSession count(IOSession session) {
        if (!(session instanceof SSLIOSession)) { // the one below it was counted
            opened.incrementAndGet();
        }
        return session;
    }

    @Override
    public AsynchronousLane lane(Answer answer) {
        return told -> {
            var _ = client.execute(
                    new BasicRequestProducer(Method.GET, host, target.path()), new Body(answer), new End(told));
        };
    }

    @Override
    public OptionalLong connections() {
        return OptionalLong.of(opened.get());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "ioThreadCount",
                "1",
                "poolConcurrencyPolicy",
                "LAX",
                "maxConnTotal, maxConnPerRoute",
                Integer.toString(target.connections()),
                "tcpNoDelay",
                "true",
                "versionPolicy",
                "FORCE_HTTP_1",
                "disabled",
                "auth caching, retries, connection state, compression, cookies, redirects");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("Apache's client does not close", e);
        }
    }

    /// Counts what comes instead of keeping it.
    private static final class Body extends AbstractBinResponseConsumer<Answer> {
        private final Answer answer;

        Body(Answer answer) {
            this.answer = answer;
        }

        @Override
        protected void start(HttpResponse response, ContentType contentType) {
            answer.begin(response.getCode());
        }

        @Override
        protected int capacityIncrement() {
            return Integer.MAX_VALUE;
        }

        @Override
        protected void data(ByteBuffer slice, boolean endOfStream) {
            answer.slice(slice);
            slice.position(slice.limit());
        }

        @Override
        protected Answer buildResult() {
            return answer;
        }

        @Override
        public void releaseResources() {}
    }

    private record End(AsynchronousLane.Completion told) implements FutureCallback<Answer> {
        @Override
        public void completed(Answer answer) {
            Verdict.tell(told, answer);
        }

        @Override
        public void failed(Exception failure) {
            told.failed(failure);
        }

        @Override
        public void cancelled() {
            told.failed(new CancellationException("the client was closed"));
        }
    }
}
