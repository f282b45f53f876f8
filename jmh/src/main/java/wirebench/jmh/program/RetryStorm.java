package wirebench.jmh.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import wirebench.client.ClientProvider;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.config.Backoff;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Jitter;
import wirebench.client.resilience.BudgetConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilienceListener;
import wirebench.client.resilience.ResilientClient;
import wirebench.client.resilience.RetryConfig;
import wirebench.server.LoopbackServer;
import wirebench.server.config.ServerConfig;

/// **Question.** How many calls do clients make that contend for a server with little capacity, by jitter?
///
/// **Expectation.** With full jitter at most 0.6 of the calls of plain exponential backoff with 100 clients, since
/// those that failed together do not come back together ("Exponential Backoff And Jitter", AWS Architecture Blog).
///
/// **Floor.** One call for each client.
///
/// **Run.** `java -cp jmh/target/benchmarks.jar wirebench.jmh.program.RetryStorm --clients 100 --seeds 5`
@Command(
        name = "retry-storm",
        mixinStandardHelpOptions = true,
        description = "Counts the calls of clients that retry until they are served, by jitter.")
public final class RetryStorm implements Callable<Integer> {
    /// The outcome of one storm.
    ///
    /// @param calls requests sent, each client's last one included
    /// @param drainNanos until everybody was served
    /// @param peak connections in use at a time, as far as looking once a millisecond shows
    record Storm(long calls, long drainNanos, int peak) {}

    private static final int FAILED = 1;

    @Spec
    private CommandSpec options = CommandSpec.create(); // picocli puts its own here

    @Option(names = "--clients", paramLabel = "N", description = "how many contend (default: 100)")
    private int clients = 100;

    @Option(names = "--seeds", paramLabel = "N", description = "how often, with another seed each time (default: 3)")
    private int seeds = 3;

    @Option(names = "--base", paramLabel = "MILLIS", description = "pause before the first retry (default: 100)")
    private int baseMillis = 100;

    @Option(names = "--cap", paramLabel = "MILLIS", description = "the longest pause (default: 2000)")
    private int capMillis = 2_000;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "what to call, which answers 503 beyond its capacity (default: a server of its own that"
                    + " serves five at a time, for 20 ms each)")
    private @Nullable String url;

    RetryStorm() {}

    /// Runs the program.
    ///
    /// @param arguments options
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RetryStorm()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = options.commandLine().getOut();
        if (url != null) {
            return run(url, out);
        }
        try (LoopbackServer server = LoopbackServer.start(ServerConfig.DEFAULT)) {
            return run(server.url() + "/capacity/20?limit=5", out);
        }
    }

    private int run(String target, PrintWriter out) throws InterruptedException {
        out.printf("%-13s %5s %9s %12s %5s %s%n", "jitter", "seed", "calls", "drain ms", "peak", "calls / none");
        boolean failed = false;
        // A cold JVM spreads the first calls better than any jitter.
        Backoff warmUp = new Backoff(Duration.ofMillis(baseMillis), Duration.ofMillis(capMillis), Jitter.FULL);
        Storm _ = storm(HttpRequest.get(target), clients, warmUp, 0);
        for (int seed = 1; seed <= seeds; seed++) {
            double none = 0;
            for (Jitter jitter : Jitter.values()) {
                Backoff backoff = new Backoff(Duration.ofMillis(baseMillis), Duration.ofMillis(capMillis), jitter);
                Storm storm = storm(HttpRequest.get(target), clients, backoff, seed);
                none = jitter == Jitter.NONE ? storm.calls() : none;
                failed |= storm.calls() < clients;
                out.printf(
                        Locale.ROOT,
                        "%-13s %5d %9d %12.1f %5d %.2f%n",
                        jitter.label(),
                        seed,
                        storm.calls(),
                        storm.drainNanos() / 1e6,
                        storm.peak(),
                        storm.calls() / none);
                out.flush();
            }
        }
        return failed ? FAILED : 0;
    }

    /// Lets clients contend until each is served.
    ///
    /// @return what it came to; fewer calls than clients if some were not served at all
    static Storm storm(HttpRequest request, int clients, Backoff backoff, long seed) throws InterruptedException {
        RetryConfig untilServed =
                RetryConfig.DEFAULT.withAttempts(1_000_000).withBackoff(backoff).withBudget(BudgetConfig.UNLIMITED);
        ClientConfig config = ClientConfig.DEFAULT.withMaxConnections(clients);
        try (ResilientClient client = ResilientClient.of(
                ClientProvider.named("virtual").open(config),
                ResilienceConfig.DEFAULT.withRetries(untilServed),
                ResilienceListener.NONE,
                NanoClock.SYSTEM,
                InstantSource.system(),
                new SplittableRandom(seed))) {
            return contend(client, request, clients);
        }
    }

    private static Storm contend(ResilientClient client, HttpRequest request, int clients) throws InterruptedException {
        AtomicInteger served = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(clients);
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                served.addAndGet(serves(client, request) ? 1 : 0);
                ended.countDown();
            }));
        }
        int peak = 0;
        while (ended.getCount() > 0) {
            peak = Math.max(peak, client.pool().leased());
            LockSupport.parkNanos(1_000_000);
        }
        long drained = System.nanoTime() - start;
        for (Thread thread : threads) {
            thread.join();
        }
        return new Storm(served.get() + client.stats().retries(), drained, peak);
    }

    private static boolean serves(HttpClient client, HttpRequest request) {
        try {
            return client.send(request).status() == 200;
        } catch (ExchangeException e) {
            return false;
        }
    }
}
