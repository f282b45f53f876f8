package wirebench.jmh.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import wirebench.reports.files.Slot;

/// Tells how far a run has come: in a line for each fork that has ended, and on a terminal in one more, which is
/// written over, for the fork that runs. Not thread-safe.
final class Progress {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final int forks;
    private final long startNanos = System.nanoTime();
    private int done;
    private int measured;

    /// A run of so many forks, of which none is done.
    Progress(PrintStream out, boolean terminal, int forks) {
        this.out = out;
        this.terminal = terminal;
        this.forks = forks;
    }

    /// So many forks were done by the run that this one goes on with.
    void resumes(int forks) {
        done = forks;
        if (forks > 0) {
            out.println(forks + " of " + this.forks + " forks are there already");
        }
    }

    /// A sentence for the person who waits.
    void says(String sentence) {
        out.println((terminal ? ERASE_LINE : "") + sentence);
    }

    /// A fork was thrown out, and is run again unless there were too many.
    void rejected(Slot slot, String why) {
        says(slot + " was thrown out: " + why);
    }

    /// A fork said that it does not count, and is not run again.
    void invalid(Slot slot, String why) {
        done++;
        measured++;
        says(position(done) + " " + slot + " is INVALID: " + why);
    }

    /// A fork begins.
    void begins(int block, String cell) {
        if (terminal) {
            out.print(ERASE_LINE + position(done + 1) + " " + timeLeft() + ": block " + block + ", " + cell);
            out.flush();
        }
    }

    /// It has ended.
    void ended(int block, String cell, Result<?> score) {
        done++;
        measured++;
        says(String.format(
                Locale.ROOT,
                "%s block %d, %s: %,.1f %s (%s)",
                position(done),
                block,
                cell,
                score.getScore(),
                score.getScoreUnit(),
                timeLeft()));
    }

    /// Nothing more comes.
    void finished() {
        if (terminal) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    private String position(int number) {
        return "[" + number + "/" + forks + "]";
    }

    private String timeLeft() {
        if (measured == 0) {
            return "time left unknown";
        }
        Duration left = Duration.ofNanos((System.nanoTime() - startNanos) / measured * (forks - done));
        return left.toMinutes() == 0
                ? left.toSeconds() + " s left"
                : "about " + Math.round(left.toSeconds() / 60.0) + " min left";
    }
}
