package wirebench.cli;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.load.ClientWork;
import wirebench.load.LoadDriver;
import wirebench.load.LoadException;
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
    private PatienceOption patienceOption = new PatienceOption();

    @Option(
            names = "--expect",
            paramLabel = "STATUSES",
            converter = StatusSet.Converter.class,
            description = "A load is INVALID if more than 0.1 %% of the answers have another status, such as 2xx or"
                    + " 2xx,304 (default: the class of the first answer).")
    private @Nullable StatusSet expected;

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
            description = "Exit with code 9 if that is so, such as 'p99>800ms' or 'status5xx>1%%'; may be repeated."
                    + " Figures: p50, p95, p999 or any other percentile, max, errors, unanswered, status5xx, status404"
                    + " or the like, throughput; counts also in percent of all. With one about errors, errors alone"
                    + " are no failure; with one about statuses, their mixture is none either.")
    private List<Threshold> thresholds = new ArrayList<>();

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Serve metrics for Prometheus on 127.0.0.1 while the load runs; 0 for any free port. The URL"
                    + " is printed on standard error.")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--count-syscalls",
            description = "Afterwards go on for a second under strace, and report the system calls per exchange.")
    private boolean countSyscalls;

    @Option(names = "--json", description = "Print one JSON object at the end instead of the table.")
    private boolean json;

    @Mixin
    private ClientSetup setup = new ClientSetup();

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
        LoadPlan plan = plan();
        Optional<Threshold> slo = openOptions.slo();
        if (slo.isPresent() && (metricsPort != null || countSyscalls || !thresholds.isEmpty())) {
            throw new Misuse("--slo goes with none of --metrics-port, --count-syscalls and --fail-if");
        }
        Interruption interruption = new Interruption();
        try (interruption) {
            ExitCode code = slo.isPresent() ? search(plan, slo.get(), interruption) : measure(plan, interruption);
            return code.number();
        }
    }

    private ExitCode measure(LoadPlan plan, Interruption interruption) throws InterruptedException, IOException {
        LoadReport report;
        boolean answered;
        try (HttpClient client = open(plan)) {
            LoadLanes lanes = new LoadLanes(client, plan);
            try (LoadDriver loop = lanes.loop();
                    Closeable _ = metrics(client, loop)) {
                interruption.ends(loop);
                Measurement measurement = new Measurement(
                        plan, client, lanes, loop, serverCounts(plan, interruption), new Progress(streams));
                report = counted(measurement, measurement.carryOut());
                answered = loop.exchanges() > 0;
            }
        }
        print(json ? List.of(LoadJson.of(report)) : LoadTable.of(report, streams.outAnsi()));
        warnOfLeaks(report);
        return new LoadJudgement(thresholds, complaints).judge(report, answered);
    }

    private LoadReport counted(Measurement measurement, LoadReport report) throws InterruptedException {
        if (!countSyscalls || report.measured().gaveUpBecause().isPresent()) {
            return report;
        }
        try {
            return measurement.withSystemCalls(report);
        } catch (LoadException e) {
            complaints.print(TerminalText.of(e), null);
            return report;
        }
    }

    private ExitCode search(LoadPlan plan, Threshold slo, Interruption interruption) throws InterruptedException {
        SloReport report;
        LoadLanes lanes;
        try (HttpClient client = open(plan)) {
            lanes = new LoadLanes(client, plan);
            SloSearch search = new SloSearch(
                    plan, slo, lanes, serverCounts(plan, interruption), interruption, new Progress(streams));
            report = search.carryOut();
        }
        print(json ? List.of(report.json()) : report.lines());
        return report.judge(lanes.firstFailure(), complaints);
    }

    private void requireRanges() {
        if (concurrency < 1 || concurrency > MOST_IN_FLIGHT) {
            throw new Misuse("-c must be from 1 to " + MOST_IN_FLIGHT + ", not " + concurrency);
        }
        if (!duration.isPositive()) {
            throw new Misuse("-d must be positive");
        }
    }

    private LoadPlan plan() {
        HttpRequest request = request();
        ClientConfig config = setup.config(_ -> concurrency, Limits.DEFAULT.bodyOctets());
        ResilienceConfig resilience = setup.resilience();
        return new LoadPlan(
                url,
                setup.client(),
                openOptions.arrivals(),
                request,
                config,
                resilience,
                concurrency,
                warmup,
                duration,
                patienceOption.patience(request, config.timeouts(), resilience.retries()),
                Optional.ofNullable(expected),
                thresholds.stream().noneMatch(threshold -> threshold.figure() instanceof Figure.Statuses));
    }

    private HttpRequest request() {
        RequestBody body = BodyText.gather(data, streams.in());
        try {
            return requestOptions.request(url, body);
        } catch (IllegalArgumentException e) {
            throw new Misuse(e);
        }
    }

    private HttpClient open(LoadPlan plan) {
        return setup.open(plan.config(), plan.resilience());
    }

    private ServerCounts serverCounts(LoadPlan plan, Interruption interruption) {
        return ServerCounts.of(plan, setup::open, interruption);
    }

    private Closeable metrics(HttpClient client, LoadDriver loop) {
        if (metricsPort == null) {
            return () -> {};
        }
        MetricsEndpoint endpoint = MetricsEndpoint.open(metricsPort, client, loop);
        streams.err().println("metrics at " + endpoint.url());
        return endpoint;
    }

    private void print(List<String> lines) {
        Output out = new Output(streams.out());
        lines.forEach(out::println);
    }

    private void warnOfLeaks(LoadReport report) {
        List<String> leaks = report.measured().client().map(ClientWork::leaks).orElse(List.of());
        if (!leaks.isEmpty()) {
            complaints.print(
                    Units.count(leaks.size()) + " leases lasted longer than --leak-after; the first was taken at "
                            + TerminalText.of(leaks.getFirst()),
                    null);
        }
    }
}
