package wirebench.jmh;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import wirebench.load.ClientWork;

/// What a measurement had done up to one moment between its batches. Immutable.
///
/// @param nanos the moment
/// @param exchanges those that ended well
/// @param client what the client did for them; empty if there is none, or if it does not count
/// @param clientCpu processor time of this process; empty if the system does not tell
/// @param serverCpu processor time of the server's own process; empty if it has none
record MeasuredWork(
        long nanos,
        long exchanges,
        Optional<ClientWork> client,
        Optional<Duration> clientCpu,
        Optional<Duration> serverCpu) {
    static MeasuredWork of(Traffic traffic, MeasuredServer server) {
        return new MeasuredWork(System.nanoTime(), traffic.loop().exchanges(), traffic.work(), ownCpu(), server.cpu());
    }

    private static Optional<Duration> ownCpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                        && system.getProcessCpuTime() >= 0
                ? Optional.of(Duration.ofNanos(system.getProcessCpuTime()))
                : Optional.empty();
    }

    /// What was done since an earlier moment.
    MeasuredWork since(MeasuredWork earlier) {
        return new MeasuredWork(
                nanos - earlier.nanos,
                exchanges - earlier.exchanges,
                client.flatMap(work -> earlier.client.map(work::since)),
                clientCpu.flatMap(time -> earlier.clientCpu.map(time::minus)),
                serverCpu.flatMap(time -> earlier.serverCpu.map(time::minus)));
    }
}
