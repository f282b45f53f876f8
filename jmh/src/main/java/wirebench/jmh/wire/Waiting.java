package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.WaitStrategy;
import wirebench.jmh.VirtualThreadScheduler;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;

/// **Question.** Is it worth to look for the answer again and again before the processor is given away? And how
/// should virtual threads be scheduled, and their sockets be waited for?
///
/// **Expectation.** At one exchange in flight spinning saves the wake-up, which is most of a loopback exchange, as long
/// as the server has a processor of its own; where both ends share two processors, and with more in flight than
/// processors, it takes the time that others need. One carrier brings virtual threads near to the event loop. Pollers
/// that are virtual threads themselves spare a switch of platform threads for each read that has to wait.
///
/// **Floor.** [Floor] with the same client and concurrency, which blocks, on the default scheduler.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Waiting -p client=virtual -p scheduler=poller-1 -p server=child
/// -jvmArgsAppend -Djdk.pollerMode=1`: the suite adds the argument of each scheduler by itself.
@OperationsPerInvocation(Waiting.BATCH)
public class Waiting extends ArmBenchmark {
    static final int BATCH = 4_096;

    /// How the client waits: `block` or `spin`.
    @Param({"block", "spin"})
    String waiting = "";

    /// Of virtual threads; the others do not depend on it. See [VirtualThreadScheduler].
    @Param("default")
    String scheduler = "";

    @Param({"1", "8", "64"})
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    /// For JMH.
    public Waiting() {}

    @Override
    WireParameters parameters() {
        ClientConfig config =
                ClientConfig.DEFAULT.withMaxConnections(concurrency).withWaiting(WaitStrategy.named(waiting));
        return new WireParameters(client, concurrency, scenario, server, config);
    }

    @Override
    WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        VirtualThreadScheduler.named(scheduler).requireOfThisJvm();
        return super.measure(cell, parameters);
    }

    @Override
    int batch() {
        return BATCH;
    }
}
