package wirebench.contract;

import java.util.concurrent.Callable;
import wirebench.client.ExchangeException;

/// The kinds of threads that may call a client synchronously.
enum Caller {
    PLATFORM,
    VIRTUAL;

    Thread.Builder builder() {
        return switch (this) {
            case PLATFORM -> Thread.ofPlatform();
            case VIRTUAL -> Thread.ofVirtual();
        };
    }

    /// Runs something on a thread of the kind and waits for it.
    <T> T call(Callable<T> task) throws ExchangeException {
        return Waiting.resultOf(Way.run(builder(), task));
    }
}
