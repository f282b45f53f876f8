package wirebench.load;

import java.util.concurrent.atomic.AtomicLong;

/// What an open loop counts since it was opened. Thread-safe.
final class OpenTally {
    private final OpenTimes times = new OpenTimes();
    private final Tally.Errors errors = new Tally.Errors();
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong bodyOctets = new AtomicLong();

    void handedOver(long intendedNanos, long handedNanos) {
        times.handedOver(intendedNanos, handedNanos);
    }

    void completed(long intendedNanos, long handedNanos, long acquireNanos, long endNanos, long octets) {
        times.completed(intendedNanos, handedNanos, acquireNanos, endNanos);
        exchanges.incrementAndGet();
        bodyOctets.addAndGet(octets);
    }

    void failed(Throwable failure, OpenRun run) {
        String kind = Tally.kind(failure);
        errors.count(kind);
        run.failed(kind, failure);
    }

    OpenTimes times() {
        return times;
    }

    Tally.Errors errors() {
        return errors;
    }

    long exchanges() {
        return exchanges.get();
    }

    long bodyOctets() {
        return bodyOctets.get();
    }
}
