package wirebench.machine.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import wirebench.machine.noise.HiccupMeter;
import wirebench.machine.noise.NoiseMeter;
import wirebench.machine.noise.NoiseSample;
import wirebench.machine.system.SystemFiles;

/// The room that the machine has left just now, and how quiet it is. Immutable.
///
/// @param noise over the time of the look
/// @param hiccupNanos how late a sleep of 1 ms came back at the 99th percentile of that time
/// @param descriptors that this process may have open
/// @param availableMiB memory that can be had without swapping
public record Vitals(NoiseSample noise, long hiccupNanos, OptionalLong descriptors, OptionalLong availableMiB) {
    private static final double TAIL = 99;
    private static final long KIB_PER_MIB = 1024;

    /// Watches the machine for a time, with a thread that wakes a thousand times a second.
    ///
    /// @param time how long
    /// @return what was seen
    /// @throws InterruptedException if interrupted meanwhile
    public static Vitals take(Duration time) throws InterruptedException {
        NoiseMeter meter = NoiseMeter.start();
        HiccupMeter hiccups = HiccupMeter.start();
        Histogram overshoots;
        try {
            Thread.sleep(time);
        } finally {
            overshoots = hiccups.stop();
        }
        NoiseSample noise = meter.sample();
        long late = overshoots.getValueAtPercentile(TAIL);
        return new Vitals(noise, late, descriptorsOfThisProcess(), availableMiB(SystemFiles.HERE));
    }

    private static OptionalLong descriptorsOfThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    static OptionalLong availableMiB(SystemFiles files) {
        OptionalLong kib = files.number("proc/meminfo", "MemAvailable");
        return kib.isPresent() ? OptionalLong.of(kib.getAsLong() / KIB_PER_MIB) : kib;
    }
}
