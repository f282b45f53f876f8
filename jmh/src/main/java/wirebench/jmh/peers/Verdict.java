package wirebench.jmh.peers;

import java.io.IOException;
import wirebench.load.lane.AsynchronousLane;

/// How an asynchronous exchange ends whose answer is whole.
final class Verdict {
    private Verdict() {}

    /// Tells that the answer is right, or how it is not.
    static void tell(AsynchronousLane.Completion told, Answer answer) {
        long octets;
        try {
            octets = answer.verified();
        } catch (IOException e) {
            told.failed(e);
            return;
        }
        told.completed(octets);
    }
}
