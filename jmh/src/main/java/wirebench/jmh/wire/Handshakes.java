package wirebench.jmh.wire;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.jmh.measure.MeasuredTls;
import wirebench.jmh.measure.WireMeasurement;
import wirebench.jmh.measure.WireParameters;
import wirebench.load.LoadException;
import wirebench.reports.files.CellId;
import wirebench.server.config.Counters;

/// **Question.** What does a session that is resumed save when every exchange has a connection of its own: connect, TLS
/// handshake, one exchange, close?
///
/// The score is handshakes in a second, for there is one in each exchange. The server counts them after every
/// iteration, and a fork in which another kind of them was made than the parameter says is lost.
///
/// **Expectation.** A full handshake is mostly the server's signature, which with RSA-2048 costs several times as
/// much as with P-256. Resuming spares it, and the check of the certificates: at least twice the rate with RSA-2048,
/// less of a gain with P-256. TLS 1.3 agrees on new keys even then, so TLS 1.2 gains more.
///
/// **Floor.** [ColdConnect] with the same client, as the ceiling: the same without TLS.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar Handshakes -p client=nio -p key=rsa-2048 -p version=tls13 -p
/// server=child -prof gc`
@OperationsPerInvocation(Handshakes.BATCH)
public class Handshakes extends ArmBenchmark {
    static final int BATCH = 128;

    /// `full` or `resumed`.
    @Param({"full", "resumed"})
    String session = "";

    @Param({"tls12", "tls13"})
    String version = "";

    /// The server's.
    @Param({"rsa-2048", "p-256"})
    String key = "";

    /// One at a time: the JDK's cache of sessions now and then has none for a connection that begins while others do,
    /// and with TLS 1.3 each session is of use once.
    @Param("1")
    int concurrency;

    @Param("plaintext")
    String scenario = "";

    private @Nullable WireMeasurement opened;
    private Counters before = Counters.NONE;

    /// For JMH.
    public Handshakes() {}

    @Override
    WireParameters parameters() throws IOException {
        ClientConfig config = ClientConfig.DEFAULT
                .withPool(pool -> pool.withStrategy(PoolStrategy.NONE).withMaxConnections(concurrency))
                .withTls(tls -> tls.withResumption(resumed()));
        return new WireParameters(client, concurrency, scenario, server, config).secured(MeasuredTls.of(version, key));
    }

    private boolean resumed() {
        return switch (session) {
            case "full" -> false;
            case "resumed" -> true;
            default ->
                throw new IllegalArgumentException(
                        "there is no session '" + session + "'; choose one of full, resumed");
        };
    }

    /// Opens the measurement and makes the first handshakes, which have nothing to resume.
    @Override
    WireMeasurement measure(CellId cell, WireParameters parameters)
            throws IOException, LoadException, InterruptedException {
        WireMeasurement measurement = super.measure(cell, parameters);
        opened = measurement;
        measurement.drive(2 * concurrency);
        return measurement;
    }

    /// Notes what the server has counted.
    @Setup(Level.Iteration)
    public void begin() {
        before = counters();
    }

    /// Insists that the server has made the handshakes that were to be measured.
    ///
    /// @throws LoadException if it has made others, which fails the fork
    @TearDown(Level.Iteration)
    public void requireHandshakes() throws LoadException {
        Counters done = counters().since(before);
        long wanted = resumed() ? done.exchanges() : 0;
        if (done.handshakes() != done.exchanges() || done.resumedHandshakes() != wanted) {
            throw new LoadException("of " + done.exchanges() + " exchanges with " + session + " handshakes, "
                    + done.handshakes() + " had one, and " + done.resumedHandshakes() + " a resumed one");
        }
    }

    private Counters counters() {
        return Objects.requireNonNull(opened).counters();
    }

    @Override
    int batch() {
        return BATCH;
    }
}
