package wirebench.cli;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wirebench.client.ClientConfig;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.RequestBody;
import wirebench.client.Timings;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilienceStats;
import wirebench.load.Arrivals;
import wirebench.load.ClientWork;
import wirebench.load.ClosedLoop;
import wirebench.load.LoadDriver;
import wirebench.load.LoadResult;
import wirebench.load.OpenLoop;
import wirebench.load.OpenResult;
import wirebench.load.Patience;
import wirebench.load.ProcessWork;
import wirebench.protocol.Limits;

/// `wirebench load`: drives a URL in a closed or an open loop and reports what that cost.
@Command(
        name = "load",
        header = "Put a URL under load, and report throughput, latency, allocation, CPU and errors.",
        abbreviateSynopsis = true,
        footer = {
            "",
            "Without --rate the loop is closed: the end of an exchange is the start of the next. So the latencies leave"
                    + " out the wait that requests arriving by themselves would have had. With --rate it is open:"
                    + " requests arrive when they are meant to, and their latency counts from then. A run whose figures"
                    + " are no measurement, say because the rate was not reached, is INVALID and exits with code 10.",
            "",
            "Examples:",
            "  wirebench load http://127.0.0.1:8080/plaintext",
            "  wirebench load --client nio -c 64 -d 30s http://127.0.0.1:8080/json",
            "  wirebench load -c 64 --max-connections 8 --pool fifo http://127.0.0.1:8080/plaintext",
            "  wirebench load --client nio --rate 5000 --arrivals poisson --seed 1 http://127.0.0.1:8080/plaintext",
            "  wirebench load --fail-if 'p99>5ms' http://127.0.0.1:8080/plaintext"
        })
final class Load implements Callable<Integer> {
    private static final int MOST_IN_FLIGHT = 100_000;

    private final Streams streams;
    private final Complaints complaints;

    @Parameters(paramLabel = "URL", description = "Such as http://127.0.0.1:8080/plaintext.")
    private String url = "";

    @Option(
            names = "-c",
            paramLabel = "N",
            defaultValue = "8",
            description = "Exchanges in flight, and connections unless --max-connections says other (default:"
                    + " ${DEFAULT-VALUE}). With --rate: connections, and threads of the blocking client.")
    private int concurrency;

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long to measure (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "The same load before that, not measured (default: ${DEFAULT-VALUE}).")
    private Duration warmup = Duration.ZERO;

    @Mixin
    private OpenOptions openOptions = new OpenOptions();

    @Mixin
    private RequestOptions requestOptions = new RequestOptions();

    @Option(
            names = "--data",
            paramLabel = "DATA|@FILE|@-",
            description = "Body: this text, the octets of a file, or standard input; held in memory.")
    private @Nullable String data;

    @Option(
            names = "--fail-if",
            paramLabel = "THRESHOLD",
            converter = Threshold.Converter.class,
            description = "Exit with code 9 if that is so, such as 'p99>800ms'; may be repeated. Figures: p50, p90,"
                    + " p99, p999, p9999, max, errors, throughput. With one about errors, errors alone are no"
                    + " failure.")
    private List<Threshold> thresholds = new ArrayList<>();

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Serve metrics for Prometheus on 127.0.0.1 while the load runs; 0 for any free port. The URL"
                    + " is printed on standard error.")
    private @Nullable Integer metricsPort;

    @Option(names = "--json", description = "Print one JSON object at the end instead of the table.")
    private boolean json;

    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Mixin
    private TlsOptions tlsOptions = new TlsOptions();

    @Mixin
    private StrategyOptions strategyOptions = new StrategyOptions();

    @Mixin
    private PoolOptions poolOptions = new PoolOptions();

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    @Mixin
    private ResilienceOptions resilienceOptions = new ResilienceOptions();

    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
    private final List<Lane> lanes = new ArrayList<>();
    private Optional<Arrivals> arrivals = Optional.empty();
    private boolean answered;

    Load(Streams streams, Complaints complaints) {
        this.streams = streams;
        this.complaints = complaints;
    }

    /// Carries out the command.
    ///
    /// @return the exit code
    @Override
    public Integer call() throws InterruptedException, IOException {
        requireRanges();
        arrivals = openOptions.arrivals();
        Optional<Threshold> slo = openOptions.slo();
        HttpRequest request = request();
        ClientConfig config = config();
        ResilienceConfig resilience = resilienceOptions.config();
        Interruption interruption = new Interruption();
        try (interruption) {
            if (slo.isPresent()) {
                return search(slo.get(), request, config, resilience, interruption)
                        .number();
            }
            LoadReport report;
            try (HttpClient client = ResilienceOptions.inFrontOf(clientOptions.open(config), resilience);
                    LoadDriver loop = loop(client, request);
                    Closeable _ = metrics(client, loop)) {
                interruption.ends(loop);
                report = measure(config, client, loop);
                answered = loop.exchanges() > 0;
            }
            print(report);
            warnOfLeaks(report);
            return judge(report).number();
        }
    }

    private ExitCode search(
            Threshold slo,
            HttpRequest request,
            ClientConfig config,
            ResilienceConfig resilience,
            Interruption interruption)
            throws InterruptedException {
        if (metricsPort != null || !thresholds.isEmpty()) {
            throw new Misuse("--slo goes with neither --metrics-port nor --fail-if");
        }
        Arrivals first = arrivals.orElseThrow();
        SloReport report;
        boolean tooFew;
        try (HttpClient client = ResilienceOptions.inFrontOf(clientOptions.open(config), resilience)) {
            SloSearch search = new SloSearch(
                    slo,
                    rate -> {
                        OpenLoop loop = open(client, request, first.withRate(rate));
                        interruption.ends(loop);
                        return loop;
                    },
                    warmup,
                    duration,
                    new Progress(streams));
            report = new SloReport(url, clientOptions.client().name(), slo, search.from(first.rate()), search.steps());
            tooFew = search.hadTooFew();
        }
        if (tooFew) {
            complaints.print("too few exchanges to tell " + slo.text() + ": give a longer -d or a higher --rate", null);
        }
        Output out = new Output(streams.out());
        (json ? List.of(report.json()) : report.lines()).forEach(out::println);
        return judge(report, interruption);
    }

    private ExitCode judge(SloReport report, Interruption interruption) {
        Throwable first = firstFailure.get();
        if (interruption.hasCome()) {
            complaints.print(url + ": interrupted", null);
            return ExitCode.INTERRUPTED;
        }
        if (report.interval().held().isPresent()) {
            return ExitCode.OK;
        }
        if (first != null) {
            Trouble trouble = Trouble.of(first);
            complaints.print(url + ": no rate was held; the first failure", trouble, first);
            return trouble.code();
        }
        complaints.print(url + ": no rate that was tried kept " + report.slo().text(), null);
        return ExitCode.THRESHOLD;
    }

    private void requireRanges() {
        if (concurrency < 1 || concurrency > MOST_IN_FLIGHT) {
            throw new Misuse("-c must be from 1 to " + MOST_IN_FLIGHT + ", not " + concurrency);
        }
        if (!duration.isPositive()) {
            throw new Misuse("-d must be positive");
        }
    }

    private HttpRequest request() {
        RequestBody body = BodyText.gather(data, streams.in());
        try {
            return requestOptions.request(url, body);
        } catch (IllegalArgumentException e) {
            throw new Misuse(e);
        }
    }

    private ClientConfig config() {
        try {
            return ClientConfig.DEFAULT
                    .withPool(_ -> poolOptions.pool(concurrency))
                    .withBuffers(_ -> strategyOptions.buffers())
                    .withWaiting(strategyOptions.waiting())
                    .withTimeouts(clientOptions.timeouts())
                    .withTls(_ -> tlsOptions.tls())
                    .withLimits(limitOptions.limits(Limits.DEFAULT.bodyOctets()));
        } catch (IllegalArgumentException e) {
            throw new Misuse(e);
        }
    }

    /// In the client's native mode.
    private LoadDriver loop(HttpClient client, HttpRequest request) {
        if (arrivals.isPresent()) {
            return open(client, request, arrivals.get());
        }
        return ClosedLoop.of(client, _ -> lane(client, request, null), concurrency, Patience.DEFAULT);
    }

    private OpenLoop open(HttpClient client, HttpRequest request, Arrivals model) {
        return OpenLoop.of(
                client,
                model,
                _ -> lane(client, request, new Timings()),
                concurrency,
                OpenLoop.MOST_PENDING,
                Patience.DEFAULT);
    }

    private Lane lane(HttpClient client, HttpRequest request, @Nullable Timings timings) {
        Lane lane = new Lane(client, request, firstFailure, timings);
        lanes.add(lane);
        return lane;
    }

    private Closeable metrics(HttpClient client, LoadDriver loop) {
        if (metricsPort == null) {
            return () -> {};
        }
        MetricsEndpoint endpoint = MetricsEndpoint.open(metricsPort, client, loop);
        streams.err().println("metrics at " + endpoint.url());
        return endpoint;
    }

    private LoadReport measure(ClientConfig config, HttpClient client, LoadDriver loop) throws InterruptedException {
        Progress progress = new Progress(streams);
        if (warmup.isPositive()) {
            LoadResult warm = run(loop, progress, "warm-up", warmup);
            if (warm.gaveUpBecause().isPresent()) {
                return report(config, false, errorsOf(warm), Optional.empty(), ResilienceOptions.statsOf(client));
            }
            firstFailure.set(null);
            statuses();
        }
        ResilienceStats before = ResilienceOptions.statsOf(client);
        return switch (loop) {
            case ClosedLoop closed -> {
                LoadResult measured = run(closed, progress, "measuring", duration);
                yield report(config, true, measured, Optional.empty(), statsSince(before, client));
            }
            case OpenLoop open -> {
                OpenResult measured = measure(open, progress);
                yield report(
                        config,
                        true,
                        measured.load(),
                        Optional.of(OpenReport.of(measured)),
                        statsSince(before, client));
            }
        };
    }

    private OpenResult measure(OpenLoop loop, Progress progress) throws InterruptedException {
        try (Progress.Step _ = progress.begin("measuring", duration)) {
            return loop.measure(duration);
        }
    }

    private static ResilienceStats statsSince(ResilienceStats before, HttpClient client) {
        return ResilienceOptions.statsOf(client).since(before);
    }

    /// Nothing else that a warm-up shows is a measurement.
    private static LoadResult errorsOf(LoadResult warm) {
        OptionalDouble none = OptionalDouble.empty();
        return new LoadResult(
                0,
                warm.errors(),
                0,
                0,
                ClosedLoop.histogram(),
                0,
                none,
                none,
                none,
                Optional.empty(),
                warm.gaveUpBecause(),
                ProcessWork.NONE);
    }

    private static LoadResult run(LoadDriver loop, Progress progress, String name, Duration duration)
            throws InterruptedException {
        try (Progress.Step _ = progress.begin(name, duration)) {
            return loop.run(duration);
        }
    }

    private LoadReport report(
            ClientConfig config,
            boolean warmedUp,
            LoadResult measured,
            Optional<OpenReport> open,
            ResilienceStats resilience) {
        boolean interrupted =
                measured.gaveUpBecause().filter(Interruption.REASON::equals).isPresent();
        return new LoadReport(
                url,
                clientOptions.client().name(),
                config,
                concurrency,
                arrivals,
                warmup,
                warmedUp,
                measured,
                open,
                resilience,
                interrupted,
                statuses(),
                firstFailure.get());
    }

    private List<Long> statuses() {
        long[] sums = new long[Lane.STATUS_CLASSES];
        lanes.forEach(lane -> lane.drainStatuses(sums));
        return LongStream.of(sums).boxed().toList();
    }

    private void print(LoadReport report) {
        Output out = new Output(streams.out());
        if (json) {
            out.println(LoadJson.of(report));
        } else {
            LoadTable.of(report, streams.outAnsi()).forEach(out::println);
        }
    }

    private void warnOfLeaks(LoadReport report) {
        List<String> leaks = report.measured().client().map(ClientWork::leaks).orElse(List.of());
        if (!leaks.isEmpty()) {
            complaints.print(
                    Units.count(leaks.size()) + " leases lasted longer than --leak-after; the first was taken at "
                            + Line.of(leaks.getFirst()),
                    null);
        }
    }

    private ExitCode judge(LoadReport report) {
        if (report.interrupted()) {
            complaints.print(url + ": interrupted" + when(report), null);
            return ExitCode.INTERRUPTED;
        }
        ExitCode failed = judgeErrors(report);
        LoadResult measured = report.measured();
        if (invalid(report) && measured.gaveUpBecause().isEmpty()) {
            complaints.print(
                    url + ": INVALID: "
                            + String.join("; ", report.open().orElseThrow().invalid()),
                    null);
            return ExitCode.INVALID;
        }
        List<Threshold> crossed = thresholds.stream()
                .filter(threshold -> threshold.crossedBy(measured))
                .toList();
        if (!crossed.isEmpty()) {
            String list = crossed.stream()
                    .map(threshold -> threshold.explain(measured))
                    .collect(Collectors.joining(", "));
            complaints.print("failed because of " + list, null);
            return ExitCode.THRESHOLD;
        }
        boolean errorsJudged = thresholds.stream().anyMatch(threshold -> threshold.figure() == Figure.ERRORS);
        return errorsJudged && measured.gaveUpBecause().isEmpty() ? ExitCode.OK : failed;
    }

    private static boolean invalid(LoadReport report) {
        return report.open().filter(open -> !open.invalid().isEmpty()).isPresent();
    }

    /// The first failure decides: those that follow, such as refused connections, are mostly its consequence. So
    /// is a refused connection to a server that has answered: the connections that it answered on have ended.
    private ExitCode judgeErrors(LoadReport report) {
        Throwable first = report.firstFailure();
        if (first != null) {
            Trouble trouble = Trouble.of(first);
            complaints.print(url + ": " + failures(report) + "; the first", trouble, first);
            return trouble.code() == ExitCode.CONNECT && answered ? ExitCode.BROKEN : trouble.code();
        }
        String gaveUp = report.measured().gaveUpBecause().orElse(null);
        if (gaveUp != null) {
            complaints.print(url + ": given up" + when(report) + ": " + gaveUp, null);
            return ExitCode.TIMEOUT;
        }
        return ExitCode.OK;
    }

    private static String failures(LoadReport report) {
        LoadResult measured = report.measured();
        String end = measured.gaveUpBecause().isPresent() ? ", given up" + when(report) : "";
        long exchanges = measured.errorCount() + measured.exchanges();
        return Units.count(measured.errorCount()) + " of " + Units.count(exchanges) + " exchanges failed" + end;
    }

    private static String when(LoadReport report) {
        return report.warmedUp() ? " after " + Units.seconds(report.measured().elapsedNanos()) : " during the warm-up";
    }
}
