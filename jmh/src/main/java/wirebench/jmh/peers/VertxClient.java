package wirebench.jmh.peers;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import wirebench.certificates.TestAuthority;
import wirebench.load.lane.AsynchronousLane;

/// Vert.x's HTTP client on one event loop.
final class VertxClient implements AsynchronousPeer {
    private static final long END_SECONDS = 5;

    private final Target target;
    private final AtomicLong opened = new AtomicLong();
    private final Vertx vertx;
    private final Context context;
    private final HttpClientAgent client;

    VertxClient(Target target) {
        this.target = target;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setPreferNativeTransport(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        context = vertx.getOrCreateContext();
        client = vertx.httpClientBuilder()
                .with(options(target))
                .with(new PoolOptions().setHttp1MaxSize(target.connections()))
                .withConnectHandler(_ -> opened.incrementAndGet())
                .build();
    }

    private static HttpClientOptions options(Target target) {
        HttpClientOptions options = new HttpClientOptions().setTcpNoDelay(true);
        TestAuthority authority = target.authority();
        if (authority != null) {
            options.setSsl(true)
                    .setSslEngineOptions(new JdkSSLEngineOptions())
                    .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.certificatePem())));
        }
        return options;
    }

    @Override
    public AsynchronousLane lane(Answer answer) {
        RequestOptions request =
                new RequestOptions().setHost(Target.HOST).setPort(target.port()).setURI(target.path());
        return told -> {
            if (Context.isOnEventLoopThread()) {
                exchange(request, answer, told);
            } else {
                // Elsewhere the answer could come before anybody listens to it.
                context.runOnContext(_ -> exchange(request, answer, told));
            }
        };
    }

    private void exchange(RequestOptions request, Answer answer, AsynchronousLane.Completion told) {
        client.request(request)
                .compose(HttpClientRequest::send)
                .onComplete(response -> read(response, answer, told), told::failed);
    }

    private static void read(HttpClientResponse response, Answer answer, AsynchronousLane.Completion told) {
        answer.begin(response.statusCode());
        response.handler(slice -> slice(answer, slice));
        response.end().onComplete(_ -> Verdict.tell(told, answer), told::failed);
    }

    private static void slice(Answer answer, Buffer slice) {
        if (answer.isProof()) {
            answer.slice(ByteBuffer.wrap(slice.getBytes()));
        } else {
            answer.slice(slice.length());
        }
    }

    @Override
    public OptionalLong connections() {
        return OptionalLong.of(opened.get());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "eventLoopPoolSize",
                "1",
                "nativeTransport",
                Boolean.toString(vertx.isNativeTransportEnabled()),
                "http1MaxSize",
                Integer.toString(target.connections()),
                "tcpNoDelay",
                "true");
    }

    @Override
    public void close() {
        try {
            vertx.close().await(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Vert.x does not end", e);
        }
    }
}
