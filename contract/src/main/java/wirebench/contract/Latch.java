package wirebench.contract;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets one side of a test wait for the other.
final class Latch {
    private static final int MOST_SECONDS = 20;

    private final CountDownLatch latch = new CountDownLatch(1);

    void open() {
        latch.countDown();
    }

    boolean isOpen() {
        return latch.getCount() == 0;
    }

    /// Waits until somebody opens the latch.
    ///
    /// @throws IOException after a bound that only a broken client reaches, or if the test has ended
    void await() throws IOException {
        try {
            if (!latch.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nobody opened the latch in " + MOST_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the test has ended", e);
        }
    }
}
