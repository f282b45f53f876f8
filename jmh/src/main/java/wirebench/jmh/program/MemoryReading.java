package wirebench.jmh.program;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory of this JVM at one moment, after collecting what nobody needs. Immutable.
///
/// @param residentOctets what the process holds of the machine's memory; -1 outside of Linux
/// @param heapOctets in use
/// @param directOctets buffers outside of the heap, those that the JDK keeps for itself included
/// @param threads of the system
record MemoryReading(long residentOctets, long heapOctets, long directOctets, long threads) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB$");
    private static final int MOST_COLLECTIONS = 20;
    private static final long STEADY_OCTETS = 1024;
    private static final long PAUSE_MILLIS = 200;
    private static final long KIB = 1024;

    static MemoryReading now() throws IOException, InterruptedException {
        collect();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new MemoryReading(
                resident().orElse(-1),
                heap(),
                direct,
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    /// Until nothing more is found: what one collection finds is let go of by threads of the JDK, such as those that
    /// free direct buffers, and only then can the next find what that held.
    private static void collect() throws InterruptedException {
        long before = Long.MAX_VALUE;
        long after = heap();
        for (int i = 0; i < MOST_COLLECTIONS && before - after > STEADY_OCTETS; i++) {
            before = after;
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
            after = heap();
        }
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static OptionalLong resident() throws IOException {
        if (!Files.exists(STATUS)) {
            return OptionalLong.empty();
        }
        Matcher line = RESIDENT.matcher(Files.readString(STATUS));
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) * KIB) : OptionalLong.empty();
    }

    /// A reading from its words, as [#words] gives them.
    static MemoryReading of(List<String> words) {
        return new MemoryReading(
                Long.parseLong(words.get(0)),
                Long.parseLong(words.get(1)),
                Long.parseLong(words.get(2)),
                Long.parseLong(words.get(3)));
    }

    List<String> words() {
        return List.of(
                Long.toString(residentOctets),
                Long.toString(heapOctets),
                Long.toString(directOctets),
                Long.toString(threads));
    }
}
