package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;

/// **Question.** How fast are raw writes and reads of the very octets that the clients exchange, on the same kind
/// of sockets and threads, with no HTTP in between?
///
/// **Expectation.** The event loop is fastest from 8 exchanges in flight on; virtual threads come second.
///
/// **Floor.** This is the floor. It is driven, recorded and counted like [KeepAlive], so that the ratio of the two
/// is the price of HTTP alone. That it moves the same octets is proven before it is timed.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Floor -p client=nio -p concurrency=64 -p server=child -prof gc`
@OperationsPerInvocation(Floor.BATCH)
public class Floor extends ArmBenchmark {
    static final int BATCH = 16_384;

    @Param({"1", "8", "64", "512"})
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    /// For JMH.
    public Floor() {}

    @Override
    WireParameters parameters() {
        return new WireParameters(client, concurrency, scenario, server);
    }

    @Override
    WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return WireMeasurement.ofFloor(cell, parameters);
    }

    @Override
    int batch() {
        return BATCH;
    }
}
