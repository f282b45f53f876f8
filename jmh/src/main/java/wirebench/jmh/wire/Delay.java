package wirebench.jmh.wire;

import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.client.config.ClientConfig;
import wirebench.jmh.measure.WireParameters;

/// **Question.** How many exchanges can each client keep in flight with a server that takes its time?
///
/// **Expectation.** By Little's law as many end in a second as are in flight, divided by the delay, until something is
/// used up: on two processors that both ends share, some ten thousand exchanges in a second. A platform thread for each
/// needs most memory and switching, an event loop least.
///
/// An operation is a round, in which each exchange in flight ends once: without any cost but the delay, the score
/// is one over the delay, whatever is in flight. Throughput is the score times `concurrency`; allocation is of a
/// round as well. The buffers are small, so that 10 000 pairs fit into the direct memory that a fork may have.
///
/// **Floor.** One over the delay. What the machine does without HTTP shows [Floor] with the same scenario.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Delay -p client=virtual -p concurrency=1000 -p scenario=delay-10 -p
/// server=child -prof wirebench.jmh.profile.WorkProfiler`
@OperationsPerInvocation(Delay.ROUNDS)
public class Delay extends ArmBenchmark {
    /// So many that the moments at the start and the end, in which fewer are in flight, count little.
    static final int ROUNDS = 10;

    @Param({"delay-0", "delay-1", "delay-10", "delay-100"})
    String scenario = "";

    @Param({"100", "1000", "10000"})
    int concurrency;

    @Param("4096")
    int octets;

    /// For JMH.
    public Delay() {}

    @Override
    WireParameters parameters() {
        ClientConfig config =
                ClientConfig.DEFAULT.withMaxConnections(concurrency).withBufferOctets(octets);
        return new WireParameters(client, concurrency, scenario, server, config);
    }

    @Override
    int batch() {
        return ROUNDS * concurrency;
    }
}
