package wirebench.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What all lanes of a load together have seen first. Thread-safe.
final class FirstSeen {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicInteger status = new AtomicInteger();

    void failed(Throwable trouble) {
        failure.compareAndSet(null, trouble);
    }

    void answered(int code) {
        if (status.get() == 0) {
            status.compareAndSet(0, code);
        }
    }

    /// What failed first since the last [#forgetFailure]; null if nothing did.
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    void forgetFailure() {
        failure.set(null);
    }

    /// The status of the first answer of all; 0 if there was none.
    int status() {
        return status.get();
    }
}
