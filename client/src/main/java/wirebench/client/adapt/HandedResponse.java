package wirebench.client.adapt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.Demand;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.ReceivedHead;
import wirebench.client.StreamedResponse;
import wirebench.protocol.FieldSection;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;

/// A response that one thread receives, such as an event loop, and another one reads: the slices are handed over
/// one by one, without a copy, since the exchange pauses until each is used up.
///
/// The receiving thread never waits here, the reading one does.
public final class HandedResponse implements StreamedResponse, ExchangeHandler, SliceInput.Slices {
    private final HttpClient client;
    private final SliceInput body = new SliceInput(this);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private ByteBuffer slice = ByteBuffer.allocate(0); // whose it is at present, `held` says
    private volatile boolean held; // by the reader
    private volatile boolean closed;
    private @Nullable ReceivedHead head; // guarded by lock, as what follows
    private @Nullable Fields trailers;
    private @Nullable Throwable failure;
    private boolean over;

    private HandedResponse(HttpClient client) {
        this.client = client;
    }

    /// Begins an exchange on another thread and waits for the head of its response.
    ///
    /// @param client starts the exchange on another thread
    /// @param request what to send
    /// @param deadline the exchange ends by then
    /// @return the response, to be closed by the caller
    /// @throws ExchangeException if there was no head
    public static StreamedResponse open(HttpClient client, HttpRequest request, Deadline deadline)
            throws ExchangeException {
        HandedResponse response = new HandedResponse(client);
        client.start(request, response, deadline);
        response.awaitHead();
        return response;
    }

    @Override
    public void head(ResponseHead received) {
        change(() -> head = ReceivedHead.of(received));
    }

    @Override
    public Demand demand() {
        if (closed) {
            return Demand.NO_MORE;
        }
        return held ? Demand.LATER : Demand.MORE;
    }

    @Override
    public void body(ByteBuffer octets) {
        slice = octets.duplicate(); // stays valid while the demand is LATER
        change(() -> held = true);
    }

    @Override
    public void end(FieldSection section) {
        change(() -> trailers = section.copy());
    }

    @Override
    public void completed() {
        change(() -> over = true);
    }

    @Override
    public void failed(Throwable why) {
        change(() -> {
            failure = why;
            over = true;
        });
    }

    @Override
    public ByteBuffer current() throws IOException {
        if (!held) {
            await(() -> held);
        }
        if (closed) {
            throw new IOException("the response was closed");
        }
        return held ? slice : ByteBuffer.allocate(0);
    }

    @Override
    public void taken() {
        if (!slice.hasRemaining()) {
            held = false;
            client.resume(this);
        }
    }

    @Override
    public void close() {
        closed = true;
        client.resume(this);
        if (!awaitEnd(client.config().timeouts().drain())) {
            client.cancel(this);
            boolean _ = awaitEnd(Duration.ZERO);
        }
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public int minorVersion() {
        return received().minorVersion();
    }

    @Override
    public int status() {
        return received().status();
    }

    @Override
    public String reason() {
        return received().reason();
    }

    @Override
    public Fields fields() {
        return received().fields();
    }

    @Override
    public Fields trailers() {
        lock.lock();
        try {
            return ReceivedHead.trailers(trailers);
        } finally {
            lock.unlock();
        }
    }

    private ReceivedHead received() {
        lock.lock();
        try {
            return Objects.requireNonNull(head);
        } finally {
            lock.unlock();
        }
    }

    private void awaitHead() throws ExchangeException {
        await(() -> head != null);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a condition or the end of the exchange. An interrupt cancels the exchange, and stays set.
    private void await(BooleanSupplier condition) throws ExchangeException {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!condition.getAsBoolean() && !over) {
                try {
                    changed.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    client.cancel(this);
                }
            }
            if (!condition.getAsBoolean() && failure != null) {
                throw AwaitedExchange.rethrown(failure);
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits for the end of the exchange, even when interrupted: it has been told to end.
    ///
    /// @param most zero to wait however long it takes
    /// @return whether it has ended
    private boolean awaitEnd(Duration most) {
        long nanos = most.isZero() ? Long.MAX_VALUE : Deadline.nanos(most);
        boolean interrupted = false;
        lock.lock();
        try {
            while (!over && nanos > 0) {
                try {
                    nanos = changed.awaitNanos(nanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return over;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
