package wirebench.load.closed;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.load.Latencies;
import wirebench.load.Patience;
import wirebench.load.StatusCounts;
import wirebench.load.lane.UnexpectedResponseException;

/// What one slot counts. Confined to the slot while a batch runs, and read by others only between batches, but for
/// [#exchanges], [#statuses] and [#waitingSince].
///
/// When a batch is over and an exchange still has no outcome, whoever waits [cuts][#cut] the slot. What becomes of
/// the exchange later is not counted, so that each is either in the counts or without an answer, never both.
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
        public static <K> SortedMap<K, Long> difference(SortedMap<K, Long> now, SortedMap<K, Long> before) {
            SortedMap<K, Long> difference = new TreeMap<>();
            now.forEach((kind, count) -> {
                long since = count - before.getOrDefault(kind, 0L);
                if (since > 0) {
                    difference.put(kind, since);
                }
            });
            return difference;
        }
    }

    private static final long NONE = Long.MIN_VALUE; // no point in time that a clock shows
    private static final long CUT = Long.MIN_VALUE + 1;
    private static final long LOOK_NANOS = 50_000;
    private static final int MOST_LOOKS = 20_000; // a second, which only a thread that has died takes

    private final Latencies.Recorder recorder;
    private final Errors errors;
    private final int toleratedInARow;
    private final StatusCounts statuses = new StatusCounts();
    private final AtomicLong exchanges = new AtomicLong(); // written by the slot alone, so no atomic addition is needed
    private final AtomicLong since = new AtomicLong(NONE); // when the exchange under way began
    private volatile @Nullable Batch finished;
    private long startNanos; // of the exchange under way, for the slot alone
    private long lastEndNanos = System.nanoTime();
    private long bodyOctets;
    private int errorsInARow;
    private boolean abandoned;

    Tally(Latencies.Recorder recorder, Errors errors, Patience patience) {
        this.recorder = recorder;
        this.errors = errors;
        toleratedInARow = patience.errorsInARow();
    }

    /// An exchange begins.
    void began(long nowNanos) {
        startNanos = nowNanos;
        since.setRelease(nowNanos);
    }

    /// Counts an exchange that ended well.
    void completed(long endNanos, long octets, int status) {
        if (ended()) {
            exchanges.setRelease(exchanges.getPlain() + 1);
            statuses.count(status);
            bodyOctets += octets;
            errorsInARow = 0;
            recorder.record(endNanos - startNanos, endNanos);
        }
    }

    /// Counts an exchange that did not, and gives the batch up if it is one too many.
    void failed(Throwable failure, Batch batch) {
        if (!ended()) {
            return;
        }
        String kind = kind(failure);
        errors.count(kind);
        if (++errorsInARow > toleratedInARow) {
            batch.giveUp(errorsInARow + " errors in a row, the last: " + kind + ": " + failure.getMessage());
            errorsInARow = 0;
        }
    }

    /// Whether the exchange that has just ended is to be counted: not if it was cut.
    private boolean ended() {
        if (since.getAndSet(NONE) == CUT) {
            abandoned = true;
        }
        return !abandoned;
    }

    /// Whether an exchange of the slot was cut: then nobody waits for the slot any more, and it begins nothing.
    boolean abandoned() {
        return abandoned || since.get() == CUT;
    }

    /// The batch is over; a slot may say so twice, if an exchange that was cut ends after all.
    ///
    /// @param nowNanos when the last exchange ended
    void finished(Batch batch, long nowNanos) {
        if (finished == batch) {
            return;
        }
        if (!abandoned()) {
            lastEndNanos = nowNanos;
            recorder.flush();
        }
        finished = batch;
        batch.slotFinished();
    }

    /// Takes the exchange under way away from the slot, whose own thread may be in it: to be called when the
    /// batch is over and begins nothing any more.
    ///
    /// @param batch the one that the slot has not finished
    /// @return when the exchange began; empty if the slot has finished meanwhile, and all is counted
    OptionalLong cut(Batch batch) {
        for (int look = 0; look < MOST_LOOKS && finished != batch; look++) {
            long began = since.get();
            if (began == CUT) {
                return OptionalLong.empty(); // of an earlier batch
            }
            if (began != NONE && since.compareAndSet(began, CUT)) {
                recorder.flush();
                lastEndNanos = began;
                return OptionalLong.of(began);
            }
            LockSupport.parkNanos(this, LOOK_NANOS); // it is just about to finish
        }
        return OptionalLong.empty();
    }

    /// When the exchange under way began.
    ///
    /// @return empty if there is none
    OptionalLong waitingSince() {
        long began = since.get();
        return began == NONE || began == CUT ? OptionalLong.empty() : OptionalLong.of(began);
    }

    /// When the last exchange of a batch that is over ended.
    long lastEndNanos() {
        return lastEndNanos;
    }

    StatusCounts statuses() {
        return statuses;
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
