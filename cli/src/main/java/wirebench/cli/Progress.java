package wirebench.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import wirebench.load.Patience;

/// Shows on standard error which step is under way: on a terminal with the time left on a line that is written
/// over, elsewhere with a line at its start. A step that is over its time says for how long it may go on.
final class Progress {
    private static final long TICK_MILLIS = 200;
    private static final long LATE_NANOS = 1_000_000_000;
    private static final int BAR = 30;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;

    Progress(Streams streams) {
        err = streams.err();
        terminal = streams.errIsTerminal();
    }

    /// Shows a step until it is closed.
    ///
    /// @param name what is done
    /// @param duration how long it is going to take
    /// @param patience how long it may wait then for what is under way
    Step begin(String name, Duration duration, Patience patience) {
        if (!terminal) {
            err.println(name + ", " + Units.seconds(duration.toNanos()));
        }
        return new Step(name, duration, patience);
    }

    /// A step under way.
    final class Step implements AutoCloseable {
        private final String name;
        private final long durationNanos;
        private final Patience patience;
        private final long startNanos = System.nanoTime();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread ticker =
                Thread.ofPlatform().daemon().name("progress").unstarted(this::tick);

        private Step(String name, Duration duration, Patience patience) {
            this.name = name;
            durationNanos = duration.toNanos();
            this.patience = patience;
            ticker.start();
        }

        private void tick() {
            if (terminal) {
                tickOnTerminal();
                return;
            }
            try {
                if (!ended.await(durationNanos + LATE_NANOS, TimeUnit.NANOSECONDS)) {
                    err.println(waiting(LATE_NANOS));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private String waiting(long lateNanos) {
            boolean limited = !patience.stall().equals(PatienceOption.FOREVER);
            return "waiting for exchanges under way, "
                    + (limited
                            ? "at most " + Units.seconds(Math.max(0, patience.stallNanos() - lateNanos))
                            : "without limit");
        }

        private void tickOnTerminal() {
            try {
                do {
                    err.print(ERASE + line(System.nanoTime() - startNanos));
                    err.flush();
                } while (!ended.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            err.print(ERASE);
            err.flush();
        }

        private String line(long elapsedNanos) {
            if (elapsedNanos > durationNanos + LATE_NANOS) {
                return String.format(Locale.ROOT, "%-9s %s", name, waiting(elapsedNanos - durationNanos));
            }
            double share = Math.min(1, (double) elapsedNanos / durationNanos);
            int filled = (int) (share * BAR);
            long leftNanos = Math.max(0, durationNanos - elapsedNanos);
            return String.format(
                    Locale.ROOT,
                    "%-9s [%s%s] %3.0f %%  %s left",
                    name,
                    "#".repeat(filled),
                    ".".repeat(BAR - filled),
                    share * 100,
                    Units.seconds(leftNanos));
        }

        /// Ends the step and takes its line away.
        @Override
        public void close() {
            ended.countDown();
            try {
                ticker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
