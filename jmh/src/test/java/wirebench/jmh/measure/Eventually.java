package wirebench.jmh.measure;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// For what other threads bring about in their own time.
final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Eventually() {}

    /// Returns when an assertion holds, and fails as it does if that takes too long.
    static void holds(ThrowingCallable assertion) throws Throwable {
        long begin = System.nanoTime();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - begin > LONGEST.toNanos()) {
                    throw e;
                }
            }
            Thread.sleep(10);
        }
    }
}
