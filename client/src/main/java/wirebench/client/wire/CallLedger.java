package wirebench.client.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import wirebench.client.SocketCalls;

/// The calls on all sockets of a client, those closed included. Thread-safe.
public final class CallLedger {
    private final Set<CallCounter> open = ConcurrentHashMap.newKeySet();
    private final LongAdder closedReads = new LongAdder();
    private final LongAdder closedWrites = new LongAdder();

    /// Creates an empty one.
    public CallLedger() {}

    /// The sum over all connections; while they work, of moments close to each other.
    ///
    /// @return the calls since the client was opened
    public SocketCalls calls() {
        SocketCalls sum = new SocketCalls(closedReads.sum(), closedWrites.sum());
        for (CallCounter counter : open) {
            sum = sum.plus(counter.calls());
        }
        return sum;
    }

    CallCounter open() {
        CallCounter counter = new CallCounter();
        open.add(counter);
        return counter;
    }

    void close(CallCounter counter) {
        if (open.remove(counter)) {
            SocketCalls calls = counter.calls();
            closedReads.add(calls.reads());
            closedWrites.add(calls.writes());
        }
    }
}
