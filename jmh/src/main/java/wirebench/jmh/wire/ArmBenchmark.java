package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.protocol.Fields;
import wirebench.reports.files.CellId;

/// Exchanges of a client of ours, all driven, recorded and counted alike. What the client is told, and what it is asked
/// for, stands in the subclasses.
public abstract class ArmBenchmark extends WireBenchmark {
    @Param(ALL)
    String client = "";

    /// For JMH.
    protected ArmBenchmark() {}

    /// Opens the measurement; a subclass may look at its JVM first, or drive something else.
    @Override
    WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return WireMeasurement.ofClient(cell, parameters, Fields.NONE);
    }
}
