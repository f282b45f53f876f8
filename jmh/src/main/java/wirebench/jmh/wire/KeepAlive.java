package wirebench.jmh.wire;

import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.measure.WireParameters;

/// **Question.** How many exchanges does each client complete in a second on kept-alive connections, when a given
/// number is always in flight, and how long does each take?
///
/// **Expectation.** Close to [Floor] of the same model: nio 0.90 of it, blocking 0.90, virtual 0.85. At one
/// exchange in flight the three are alike, for then they wait for the same wake-ups.
///
/// **Floor.** [Floor] with the same parameters.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar KeepAlive -p client=nio -p concurrency=64 -p server=child -prof
/// gc`
@OperationsPerInvocation(KeepAlive.BATCH)
public class KeepAlive extends ArmBenchmark {
    static final int BATCH = 16_384;

    @Param({"1", "8", "64", "512"})
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    /// For JMH.
    public KeepAlive() {}

    @Override
    WireParameters parameters() {
        return new WireParameters(client, concurrency, scenario, server);
    }

    @Override
    int batch() {
        return BATCH;
    }
}
