package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.measure.MeasuredTls;
import wirebench.jmh.measure.WireParameters;

/// **Question.** What does TLS cost on kept-alive connections, by the size of the body?
///
/// **Expectation.** A record costs a few microseconds at each end and what the JDK's engine allocates for it, see
/// `RecordSeal`; that is most of a small exchange's price. Large bodies are encrypted at a rate of their own, which the
/// models share, so the models come together. What is allocated beyond the engine's does not grow with the records.
///
/// **Floor.** [Floor] with the same client and scenario for the arm `plain`, and that arm for the others.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Secured -p client=nio -p transport=plain,tls13 -p
/// scenario=bytes-10240 -p server=child -prof gc`
@OperationsPerInvocation(Secured.BATCH)
public class Secured extends ArmBenchmark {
    static final int BATCH = 4_096;

    /// `plain`, or a version of TLS.
    @Param({"plain", "tls13"})
    String transport = "";

    @Param({"plaintext", "bytes-0", "bytes-1024", "bytes-10240", "bytes-102400"})
    String scenario = "";

    @Param("64")
    int concurrency;

    /// For JMH.
    public Secured() {}

    @Override
    WireParameters parameters() throws IOException {
        WireParameters plain = new WireParameters(client, concurrency, scenario, server);
        return transport.equals("plain") ? plain : plain.secured(MeasuredTls.of(transport, "p-256"));
    }

    @Override
    int batch() {
        return BATCH;
    }
}
