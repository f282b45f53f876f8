package wirebench.client;

/// A monotonic clock that starts near zero, so that points on it can be compared with `<`.
@FunctionalInterface
public interface NanoClock {
    /// The clock of this JVM.
    NanoClock SYSTEM = new NanoClock() {
        private final long start = System.nanoTime();

        @Override
        public long nanos() {
            return System.nanoTime() - start;
        }
    };

    /// The time now.
    ///
    /// @return nanoseconds since the clock's start
    long nanos();
}
