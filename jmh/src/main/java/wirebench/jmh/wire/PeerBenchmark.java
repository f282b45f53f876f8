package wirebench.jmh.wire;

import java.io.IOException;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;

/// Exchanges of a client that is not ours, driven, recorded and counted like those of ours.
public abstract class PeerBenchmark extends WireBenchmark {
    @Param({
        "jdk-sync",
        "jdk-sync-virtual",
        "jdk-async",
        "urlconnection",
        "urlconnection-virtual",
        "apache-strict",
        "apache-strict-virtual",
        "apache-lax",
        "apache-lax-virtual",
        "apache-async",
        "okhttp",
        "okhttp-virtual",
        "jetty-sync",
        "jetty-sync-virtual",
        "jetty-async",
        "netty-nio",
        "vertx",
        "reactor-netty",
        "helidon",
        "helidon-virtual"
    })
    String peer = "";

    @Param("plaintext")
    String scenario = "";

    /// For JMH.
    protected PeerBenchmark() {}

    @Override
    final WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        return WireMeasurement.ofPeer(cell, parameters);
    }
}
