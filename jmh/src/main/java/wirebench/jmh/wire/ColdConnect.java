package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.measure.ClientTraffic;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;

/// **Question.** What does an exchange cost when nothing is reused: connect, one exchange, close?
///
/// **Expectation.** Mostly the kernel: the clients differ by less than on kept-alive connections, and all stay at a
/// small part of that rate.
///
/// **Floor.** [KeepAlive] at the same concurrency, as the ceiling: what a connection for each exchange takes away.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar ColdConnect -p client=nio -p server=child -prof gc`
@OperationsPerInvocation(ColdConnect.BATCH)
public class ColdConnect extends ArmBenchmark {
    static final int BATCH = 2_048;

    @Param("8")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    /// For JMH.
    public ColdConnect() {}

    @Override
    WireParameters parameters() {
        return new WireParameters(client, concurrency, scenario, server);
    }

    @Override
    WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return WireMeasurement.ofClient(cell, parameters, ClientTraffic.closing());
    }

    @Override
    int batch() {
        return BATCH;
    }
}
