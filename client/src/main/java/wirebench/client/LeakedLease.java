package wirebench.client;

import org.jspecify.annotations.Nullable;

/// A lease that has not come back for too long. Immutable.
///
/// @param origin where the connection leads
/// @param lastedNanos how long the lease has lasted
/// @param taken the stack of whoever took it, of which only the caller's part matters
/// @param thread the thread that took it; null if that is a thread of the client's
public record LeakedLease(
        Origin origin,
        long lastedNanos,
        Throwable taken,
        @Nullable String thread) {
    private static final System.Logger LOGGER = System.getLogger("wirebench.client");
    private static final String OURS = "wirebench.client.";
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// Logs a warning with the whole stack.
    ///
    /// @return one sentence with the first place outside of the client
    public String report() {
        String sentence = "a connection to " + origin + " has not come back for " + lastedNanos / NANOS_PER_MILLI
                + " ms: leased" + place() + (thread == null ? "" : " by " + thread);
        LOGGER.log(System.Logger.Level.WARNING, sentence, taken);
        return sentence;
    }

    private String place() {
        for (StackTraceElement frame : taken.getStackTrace()) {
            if (!frame.getClassName().startsWith(OURS)) {
                return " at " + frame;
            }
        }
        return "";
    }
}
