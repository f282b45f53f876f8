package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.client.config.ClientConfig;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;

/// **Question.** What do timeouts, retries, a circuit breaker and recorded events cost an exchange in which nothing
/// goes wrong?
///
/// **Expectation.** No more than can be measured, and no octet of garbage: a deadline is a number that is compared, a
/// retry begins with a failure, and a closed breaker counts. Recorded events are objects, so they do cost.
///
/// **Floor.** The arm `none`: no timeout at all, and nothing in front of the client.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Precautions -p client=nio -p precaution=none,breaker`; the suite
/// `precautions` runs the arms in interleaved blocks.
@OperationsPerInvocation(Precautions.BATCH)
public class Precautions extends ArmBenchmark {
    static final int BATCH = 4_096;

    /// What is in place. See [Precaution].
    @Param({"none", "timeouts", "retries", "breaker", "all", "events"})
    String precaution = "";

    @Param("64")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    /// For JMH.
    public Precautions() {}

    @Override
    WireParameters parameters() {
        ClientConfig config = Precaution.named(precaution).config(ClientConfig.DEFAULT);
        return new WireParameters(client, concurrency, scenario, server, config.withMaxConnections(concurrency));
    }

    @Override
    WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return WireMeasurement.ofClient(cell, parameters, Precaution.named(precaution)::inFrontOf);
    }

    @Override
    int batch() {
        return BATCH;
    }
}
