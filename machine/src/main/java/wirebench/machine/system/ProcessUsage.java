package wirebench.machine.system;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The usage that the kernel counts for this process up to one moment, threads that have ended included. It is one
/// system call, so it is asked between iterations without harm. Immutable.
///
/// Source: getrusage(2) with `RUSAGE_SELF`; the structure is that of 64-bit Linux.
///
/// @param userMicros processor time in user mode
/// @param systemMicros processor time in system mode
/// @param voluntarySwitches because a thread waited for something
/// @param involuntarySwitches because another thread was to run
public record ProcessUsage(long userMicros, long systemMicros, long voluntarySwitches, long involuntarySwitches) {
    private static final int SELF = 0;
    private static final long STRUCTURE_OCTETS = 144;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long USER = 0;
    private static final long SYSTEM = 16;
    private static final long VOLUNTARY = 128;
    private static final long INVOLUNTARY = 136;
    private static final Optional<MethodHandle> GETRUSAGE = getrusage();

    @SuppressWarnings("restricted") // forks are started with leave for it; elsewhere the JVM warns once
    private static Optional<MethodHandle> getrusage() {
        boolean known = System.getProperty("os.name").equals("Linux") && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
        Linker linker = Linker.nativeLinker();
        return known
                ? linker.defaultLookup()
                        .find("getrusage")
                        .map(address -> linker.downcallHandle(
                                address,
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
                : Optional.empty();
    }

    /// Asks for it.
    ///
    /// @return empty elsewhere than on 64-bit Linux
    public static Optional<ProcessUsage> now() {
        return GETRUSAGE.flatMap(ProcessUsage::ask);
    }

    private static Optional<ProcessUsage> ask(MethodHandle getrusage) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(STRUCTURE_OCTETS, Long.BYTES);
            int failed = (int) getrusage.invokeExact(SELF, usage);
            return failed == 0 ? Optional.of(of(usage)) : Optional.empty();
        } catch (Throwable e) { // as MethodHandle declares it; this one throws nothing
            throw new IllegalStateException("getrusage cannot be called", e);
        }
    }

    private static ProcessUsage of(MemorySegment usage) {
        return new ProcessUsage(
                micros(usage, USER),
                micros(usage, SYSTEM),
                usage.get(ValueLayout.JAVA_LONG, VOLUNTARY),
                usage.get(ValueLayout.JAVA_LONG, INVOLUNTARY));
    }

    private static long micros(MemorySegment usage, long offset) {
        return usage.get(ValueLayout.JAVA_LONG, offset) * MICROS_PER_SECOND
                + usage.get(ValueLayout.JAVA_LONG, offset + Long.BYTES);
    }

    /// What was used since an earlier moment.
    ///
    /// @param earlier of the same process
    /// @return the differences
    public ProcessUsage since(ProcessUsage earlier) {
        return new ProcessUsage(
                userMicros - earlier.userMicros,
                systemMicros - earlier.systemMicros,
                voluntarySwitches - earlier.voluntarySwitches,
                involuntarySwitches - earlier.involuntarySwitches);
    }
}
