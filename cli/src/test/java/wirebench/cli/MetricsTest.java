package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.load.LoadDriver;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.closed.ClosedLoop;
import wirebench.load.lane.Expectation;
import wirebench.load.open.Arrivals;

/// What a load tells Prometheus, read as Prometheus reads it.
class MetricsTest {
    @RegisterExtension
    static final Loopback server = new Loopback();

    static Stream<ClientProvider> clients() {
        return ClientProvider.all().stream();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void countsAfterALoadAreThoseOfItsResult(ClientProvider provider) throws Exception {
        HttpRequest request = HttpRequest.get(server.url() + "/plaintext");
        try (HttpClient client = provider.open(ClientConfig.DEFAULT);
                ClosedLoop loop = ClosedLoop.of(client, request, new Expectation(200, 13), 3, Patience.NONE);
                MetricsEndpoint endpoint = MetricsEndpoint.open(0, client, loop)) {
            LoadResult first = loop.run(1000);
            LoadResult second = loop.run(500);
            Map<String, Double> metrics = scrape(endpoint.url());

            long exchanges = first.exchanges() + second.exchanges();
            assertThat(exchanges).isEqualTo(1500);
            assertThat(metrics)
                    .containsEntry("wirebench_in_flight", 0.0)
                    .containsEntry("wirebench_exchanges_total{outcome=\"completed\"}", 1500.0)
                    .containsEntry("wirebench_exchanges_total{outcome=\"failed\"}", 0.0)
                    .containsEntry("wirebench_latency_seconds_count", 1500.0)
                    .containsEntry("wirebench_latency_seconds_bucket{le=\"+Inf\"}", 1500.0)
                    .containsEntry("wirebench_pool_connections{state=\"leased\"}", 0.0)
                    .containsEntry("wirebench_pool_connections{state=\"idle\"}", 3.0)
                    .containsEntry("wirebench_pool_waiting", 0.0)
                    .containsEntry("wirebench_connections_created_total", 3.0);
            assertThat(metrics.get("wirebench_socket_calls_total{call=\"read\"}"))
                    .isEqualTo((double) client.calls().reads());
            assertThat(metrics.get("wirebench_socket_calls_total{call=\"write\"}"))
                    .isEqualTo((double) client.calls().writes());
            double mean = metrics.get("wirebench_latency_seconds_sum") / 1500;
            assertThat(mean).isBetween(first.latencies().getMinValue() / 2e9, 60.0);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void errorsAreCountedByKindAndClosedConnectionsByReason(ClientProvider provider) throws Exception {
        HttpRequest request = HttpRequest.get(server.url() + "/fault/truncate");
        try (HttpClient client = provider.open(ClientConfig.DEFAULT);
                ClosedLoop loop = ClosedLoop.of(client, request, new Expectation(200, 13), 1, Patience.DEFAULT);
                MetricsEndpoint endpoint = MetricsEndpoint.open(0, client, loop)) {
            LoadResult result = loop.run(5);

            assertThat(result.errors()).containsExactly(Map.entry("truncated", 5L));
            assertThat(scrape(endpoint.url()))
                    .containsEntry("wirebench_exchanges_total{outcome=\"failed\"}", 5.0)
                    .containsEntry("wirebench_errors_total{kind=\"truncated\"}", 5.0)
                    .containsEntry("wirebench_connections_closed_total{reason=\"failed\"}", 5.0);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void exchangesInFlightAreSeenWhileTheLoadRuns(ClientProvider provider) throws Exception {
        HttpRequest request = HttpRequest.get(server.url() + "/delay/60000");
        try (HttpClient client = provider.open(ClientConfig.DEFAULT);
                ClosedLoop loop = ClosedLoop.of(client, request, new Expectation(200, 13), 2, Patience.DEFAULT);
                MetricsEndpoint endpoint = MetricsEndpoint.open(0, client, loop)) {
            Thread load = Thread.ofPlatform().start(() -> {
                try {
                    LoadResult _ = loop.run(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Map<String, Double> metrics = scrape(endpoint.url());
            for (int i = 0; i < 1000 && metrics.get("wirebench_pool_connections{state=\"leased\"}") < 2; i++) {
                Thread.sleep(5);
                metrics = scrape(endpoint.url());
            }
            assertThat(metrics)
                    .containsEntry("wirebench_in_flight", 2.0)
                    .containsEntry("wirebench_pool_connections{state=\"leased\"}", 2.0);
            loop.end("seen");
            load.join();
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void anOpenLoopTellsItsResponseTimes(ClientProvider provider) throws Exception {
        HttpRequest request = HttpRequest.get(server.url() + "/plaintext");
        LoadPlan plan = new LoadPlan(
                server.url(),
                provider.name(),
                Optional.of(Arrivals.uniform(400)),
                request,
                ClientConfig.DEFAULT,
                ResilienceConfig.DEFAULT,
                2,
                Duration.ZERO,
                Duration.ofMillis(500),
                Patience.DEFAULT,
                Optional.empty(),
                true);
        try (HttpClient client = provider.open(plan.config());
                LoadDriver loop = new LoadLanes(client, plan).loop();
                MetricsEndpoint endpoint = MetricsEndpoint.open(0, client, loop)) {
            LoadResult result = loop.run(plan.duration());
            assertThat(result.exchanges()).isEqualTo(200);
            assertThat(scrape(endpoint.url()))
                    .containsEntry("wirebench_in_flight", 0.0)
                    .containsEntry("wirebench_exchanges_total{outcome=\"completed\"}", 200.0)
                    .containsEntry("wirebench_latency_seconds_count", 200.0);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void statusesAreCountedByCodeAndClass(ClientProvider provider) throws Exception {
        HttpRequest request = HttpRequest.get(server.url() + "/status/404");
        try (HttpClient client = provider.open(ClientConfig.DEFAULT);
                ClosedLoop loop =
                        ClosedLoop.of(client, request, Expectation.observe(client, request), 2, Patience.DEFAULT);
                MetricsEndpoint endpoint = MetricsEndpoint.open(0, client, loop)) {
            LoadResult result = loop.run(50);
            assertThat(result.statuses()).isEqualTo(Map.of(404, 50L));
            assertThat(scrape(endpoint.url()))
                    .containsEntry("wirebench_responses_total{class=\"4xx\",status=\"404\"}", 50.0)
                    .containsEntry("wirebench_unanswered_total", 0.0)
                    .containsEntry("wirebench_longest_wait_seconds", 0.0);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aServerThatIsSilentIsSeenByItsLongestWait(ClientProvider provider) throws Exception {
        LoadPlan plan = new LoadPlan(
                server.url(),
                provider.name(),
                Optional.of(Arrivals.uniform(100)),
                HttpRequest.get(server.url() + "/fault/stall"),
                ClientConfig.DEFAULT,
                ResilienceConfig.DEFAULT,
                2,
                Duration.ZERO,
                Duration.ofMinutes(10),
                Patience.DEFAULT,
                Optional.empty(),
                true);
        try (HttpClient client = provider.open(plan.config());
                LoadDriver loop = new LoadLanes(client, plan).loop();
                MetricsEndpoint endpoint = MetricsEndpoint.open(0, client, loop)) {
            Thread load = Thread.ofPlatform().start(() -> {
                try {
                    LoadResult _ = loop.run(plan.duration());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Map<String, Double> metrics = scrape(endpoint.url());
            for (int i = 0; i < 1000 && metrics.get("wirebench_in_flight") < 50; i++) {
                Thread.sleep(5);
                metrics = scrape(endpoint.url());
            }
            assertThat(metrics.get("wirebench_in_flight")).isGreaterThanOrEqualTo(50);
            assertThat(metrics.get("wirebench_longest_wait_seconds")).isBetween(0.4, 60.0);
            loop.end("seen");
            load.join();
            assertThat(scrape(endpoint.url()).get("wirebench_unanswered_total")).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void anOpenLoadServesItsMetrics() {
        CommandRun run = CommandRun.of(
                "load",
                "--rate",
                "100",
                "-d",
                "200ms",
                "--warmup",
                "0s",
                "--metrics-port",
                "0",
                server.url() + "/plaintext");
        assertThat(run.err()).containsPattern("metrics at http://127\\.0\\.0\\.1:\\d+/metrics");
        assertThat(run.out()).contains("open loop, 100 /s");
    }

    @Test
    void endpointIsGoneWhenTheLoadHasEnded() {
        CommandRun run = CommandRun.of(
                "load", "-c", "2", "-d", "100ms", "--warmup", "0s", "--metrics-port", "0", server.url() + "/plaintext");
        assertThat(run.code()).isZero();
        String line = run.err()
                .lines()
                .filter(each -> each.startsWith("metrics at "))
                .findFirst()
                .orElseThrow();
        String url = line.substring("metrics at ".length());
        assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/metrics");
        assertThatThrownBy(() -> scrape(url)).isInstanceOf(ConnectException.class);
    }

    @Test
    void portThatIsTakenIsMisuse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            CommandRun run = CommandRun.of("load", "-d", "100ms", "--metrics-port", port, server.url() + "/plaintext");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--metrics-port " + port).hasLineCount(1);
        }
    }

    private static Map<String, Double> scrape(String url) throws IOException, InterruptedException {
        try (var reader = java.net.http.HttpClient.newHttpClient()) {
            HttpResponse<String> response = reader.send(
                    java.net.http.HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.lastIndexOf(' ')),
                            line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        }
    }
}
