package wirebench.server.answer;

import java.nio.ByteBuffer;
import wirebench.server.http.Step;

/// Writes a patterned body of any length: into the output while it fits there, past it while there is much left.
final class PatternBody {
    private final Pattern pattern;

    PatternBody(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Goes on with a body of `progress.total` octets.
    Step write(Progress progress, ByteBuffer out) {
        progress.sent += pattern.copy(progress.sent, progress.total - progress.sent, out);
        long left = progress.total - progress.sent;
        if (left == 0) {
            return Step.DONE;
        }
        return left > out.capacity() ? Step.STREAM : Step.FLUSH;
    }
}
