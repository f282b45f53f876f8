package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.protocol.Fields;
import wirebench.reports.files.CellId;

/// Exchanges of a client that is told to use one strategy or another, driven, recorded and counted like
/// [KeepAlive]'s. What differs between the arms stands in the subclasses.
public abstract class ArmBenchmark extends WireBenchmark {
    @Param({"blocking", "nio", "virtual"})
    String client = "";

    /// For JMH.
    protected ArmBenchmark() {}

    /// Opens the measurement; a subclass may look at its JVM first, or drive the client in another way.
    @Override
    WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return WireMeasurement.ofClient(cell, parameters, Fields.NONE);
    }
}
