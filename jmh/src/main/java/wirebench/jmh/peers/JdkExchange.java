package wirebench.jmh.peers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import wirebench.certificates.TestAuthority;

/// The JDK's HttpClient with a request that does not change: what its two arms share. Thread-safe.
///
/// It always sends User-Agent, sets TCP_NODELAY by itself, and cannot be told how many connections to open.
///
/// @param client to send with
/// @param request to be sent again and again
record JdkExchange(HttpClient client, HttpRequest request) implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(5);
    private static final String ATTEMPTS = "jdk.httpclient.redirects.retrylimit";

    static {
        // Read once, when the first client is made: no exchange is tried again.
        System.setProperty(ATTEMPTS, "1");
    }

    static JdkExchange open(Target target) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY);
        TestAuthority authority = target.authority();
        if (authority != null) {
            builder.sslContext(authority.clientContext());
        }
        return new JdkExchange(
                builder.build(),
                HttpRequest.newBuilder(URI.create(target.url())).GET().build());
    }

    /// Counts what comes instead of keeping it.
    static HttpResponse.BodyHandler<Answer> into(Answer answer) {
        return head -> {
            answer.begin(head.statusCode());
            return new Body(answer);
        };
    }

    static Map<String, String> settings() {
        return Map.of(
                "version",
                "HTTP_1_1",
                "followRedirects",
                "NEVER",
                "proxy",
                "none",
                ATTEMPTS,
                "1",
                "executor",
                "its own cached threads",
                "pool",
                "unbounded");
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            if (!client.awaitTermination(END)) {
                throw new IllegalStateException("the JDK's client does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Body(Answer answer, CompletableFuture<Answer> whole) implements HttpResponse.BodySubscriber<Answer> {
        Body(Answer answer) {
            this(answer, new CompletableFuture<>());
        }

        @Override
        public CompletionStage<Answer> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> slices) {
            for (ByteBuffer slice : slices) {
                answer.slice(slice);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(answer);
        }
    }
}
