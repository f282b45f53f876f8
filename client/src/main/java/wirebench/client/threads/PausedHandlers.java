package wirebench.client.threads;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import wirebench.client.Demand;
import wirebench.client.NanoClock;
import wirebench.client.ResponseHandler;
import wirebench.client.pool.Parking;

/// The threads whose handlers want nothing for now. Thread-safe.
final class PausedHandlers {
    private final NanoClock clock;
    private final Map<ResponseHandler, Thread> paused = new ConcurrentHashMap<>();

    PausedHandlers(NanoClock clock) {
        this.clock = clock;
    }

    /// Waits until the handler wants something else, or the connection or the thread has been told to stop: which of
    /// them, the caller notices when it goes on.
    void await(ResponseHandler handler, SynchronousConnection connection) {
        paused.put(handler, Thread.currentThread());
        try {
            // A resume after the demand was asked is not lost, since an unpark is remembered.
            while (connection.isOpen() && !Thread.currentThread().isInterrupted() && handler.demand() == Demand.LATER) {
                Parking.until(this, connection.totalDeadlineNanos(), clock);
            }
        } finally {
            paused.remove(handler);
        }
    }

    /// Lets the thread of a handler ask for its demand, if it has paused.
    void resume(ResponseHandler handler) {
        paused.forEach((told, thread) -> {
            if (told.answersTo(handler)) {
                LockSupport.unpark(thread);
            }
        });
    }

    /// Lets all threads look at their connections, since those have been closed.
    void resumeAll() {
        paused.values().forEach(LockSupport::unpark);
    }
}
