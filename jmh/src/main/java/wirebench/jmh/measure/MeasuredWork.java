package wirebench.jmh.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import wirebench.load.ClientWork;
import wirebench.load.ProcessWork;
import wirebench.machine.system.ProcessUsage;

/// The work that a measurement had done up to one moment between its batches. Immutable.
///
/// @param nanos the moment
/// @param exchanges those that ended well
/// @param client what the client did for them; empty if there is none, or if it does not count
/// @param clientCpu processor time of this process; empty if the system does not tell
/// @param serverCpu processor time of the server's own process; empty if it has none
/// @param usage what the kernel counted for this process, whose threads may end right after; empty if it does
/// not tell
/// @param directOctets direct buffers of this process at that moment
/// @param eventLoops that the client has; empty if it has none, or does not tell
public record MeasuredWork(
        long nanos,
        long exchanges,
        Optional<ClientWork> client,
        Optional<Duration> clientCpu,
        Optional<Duration> serverCpu,
        Optional<ProcessUsage> usage,
        long directOctets,
        OptionalInt eventLoops) {
    static MeasuredWork of(Traffic traffic, MeasuredServer server) {
        return new MeasuredWork(
                System.nanoTime(),
                traffic.loop().exchanges(),
                traffic.work(),
                ownCpu(),
                server.cpu(),
                ProcessUsage.now(),
                ProcessWork.directOctetsNow().orElse(0),
                traffic.eventLoops());
    }

    private static Optional<Duration> ownCpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                        && system.getProcessCpuTime() >= 0
                ? Optional.of(Duration.ofNanos(system.getProcessCpuTime()))
                : Optional.empty();
    }

    /// What was done since an earlier moment, and the buffers of this one.
    public MeasuredWork since(MeasuredWork earlier) {
        return new MeasuredWork(
                nanos - earlier.nanos,
                exchanges - earlier.exchanges,
                client.flatMap(work -> earlier.client.map(work::since)),
                clientCpu.flatMap(time -> earlier.clientCpu.map(time::minus)),
                serverCpu.flatMap(time -> earlier.serverCpu.map(time::minus)),
                usage.flatMap(used -> earlier.usage.map(used::since)),
                directOctets,
                eventLoops);
    }
}
