package wirebench.load.closed;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import wirebench.client.ExchangeException;
import wirebench.load.Latencies;
import wirebench.load.Patience;
import wirebench.load.lane.UnexpectedResponseException;

/// What one slot counts. Confined to the slot while a batch runs, and read by others only between batches, but for
/// [#exchanges].
public final class Tally {
    /// How often each kind of error came, over all slots. Thread-safe.
    public static final class Errors {
        private final ConcurrentSkipListMap<String, LongAdder> counts = new ConcurrentSkipListMap<>();

        /// Counts one error of a kind.
        public void count(String kind) {
            counts.computeIfAbsent(kind, _ -> new LongAdder()).increment();
        }

        /// How often each kind has come so far.
        public ConcurrentSkipListMap<String, Long> snapshot() {
            ConcurrentSkipListMap<String, Long> copy = new ConcurrentSkipListMap<>();
            counts.forEach((kind, count) -> copy.put(kind, count.sum()));
            return copy;
        }

        /// What came between two snapshots.
        public static SortedMap<String, Long> difference(SortedMap<String, Long> now, SortedMap<String, Long> before) {
            SortedMap<String, Long> difference = new TreeMap<>();
            now.forEach((kind, count) -> {
                long since = count - before.getOrDefault(kind, 0L);
                if (since > 0) {
                    difference.put(kind, since);
                }
            });
            return difference;
        }
    }

    private final Latencies.Recorder recorder;
    private final Errors errors;
    private final int toleratedInARow;
    private final AtomicLong exchanges = new AtomicLong(); // written by the slot alone, so no atomic addition is needed
    private long bodyOctets;
    private int errorsInARow;

    Tally(Latencies.Recorder recorder, Errors errors, Patience patience) {
        this.recorder = recorder;
        this.errors = errors;
        toleratedInARow = patience.errorsInARow();
    }

    /// Counts an exchange that ended well.
    void completed(long latencyNanos, long octets) {
        exchanges.setRelease(exchanges.getPlain() + 1);
        bodyOctets += octets;
        errorsInARow = 0;
        recorder.record(latencyNanos);
    }

    /// Counts an exchange that did not, and gives the batch up if it is one too many.
    void failed(Throwable failure, Batch batch) {
        String kind = kind(failure);
        errors.count(kind);
        if (++errorsInARow > toleratedInARow) {
            batch.giveUp(errorsInARow + " errors in a row, the last: " + kind + ": " + failure.getMessage());
            errorsInARow = 0;
        }
    }

    /// The batch is over.
    void finished(Batch batch) {
        recorder.flush();
        batch.slotFinished();
    }

    long exchanges() {
        return exchanges.getAcquire();
    }

    long bodyOctets() {
        return bodyOctets;
    }

    /// The kind of an error, as it is counted.
    public static String kind(Throwable failure) {
        return switch (failure) {
            case ExchangeException exchange -> exchange.kind();
            case UnexpectedResponseException _ -> "unexpected";
            case IOException _ -> "transport";
            default -> "internal";
        };
    }
}
