package wirebench.client.threads;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.LockSupport;
import wirebench.client.Deadline;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.Observer;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.ResponseHandler;
import wirebench.client.body.UnreadableBody;
import wirebench.client.config.Timeouts;
import wirebench.client.failure.FailureContext;
import wirebench.client.pool.Parking;
import wirebench.client.wire.RequestSide;
import wirebench.client.wire.ResponseSide;
import wirebench.client.wire.WireExchange;
import wirebench.protocol.DecodeException;

/// One connection's exchanges, one after another, each carried out by a thread that waits in each read and write.
///
/// ```
///          begin           request written         head
/// NONE -----------> WRITING --------------> HEAD --------> BODY <------> PAUSED
///                                                            |    resume
///                                           handler wants no | more
///                                                            v
/// OVER when the response is complete, or not worth reading   DRAINING
/// LOST instead if something went wrong with the connection; begin leads from OVER to WRITING again
/// ```
/// A thread does one thing at a time, so the request is written before the response is read: a server that answers
/// a large request while it still reads it, and does not read on before its answer is taken, ends such an exchange
/// by the write timeout.
///
/// Confined to the thread that holds the connection's lease.
final class SynchronousExchange {
    private enum Stage {
        NONE,
        WRITING,
        HEAD,
        BODY,
        PAUSED,
        DRAINING,
        OVER,
        LOST;

        /// Whether more has to be read.
        boolean reads() {
            return switch (this) {
                case HEAD, BODY, DRAINING -> true;
                case NONE, WRITING, PAUSED, OVER, LOST -> false;
            };
        }
    }

    /// How long a request body that had nothing to send is left alone, if it does not tell when it has.
    private static final long ASK_AGAIN_NANOS = 1_000_000;

    private final SocketStack stack;
    private final IncomingProbe incoming;
    private final ArmedDeadline deadline;
    private final Timeouts timeouts;
    private final NanoClock clock;
    private final WireExchange wire;
    private final RequestSide request;
    private final ResponseSide response;

    private Stage stage = Stage.NONE;
    private int writes;
    private Observer observer = Observer.NOBODY;

    SynchronousExchange(
            WireExchange wire,
            SocketStack stack,
            IncomingProbe incoming,
            ArmedDeadline deadline,
            Timeouts timeouts,
            NanoClock clock) {
        this.wire = wire;
        this.stack = stack;
        this.incoming = incoming;
        this.deadline = deadline;
        this.timeouts = timeouts;
        this.clock = clock;
        request = wire.request();
        response = wire.response();
    }

    /// Begins an exchange and carries it on until it is [#over] or its handler pauses.
    ///
    /// @param startNanos when it began, so that the clock need not be read again
    void begin(HttpRequest toSend, ResponseHandler handler, long startNanos, Observer told)
            throws IOException, DecodeException {
        observer = told;
        writes = 0;
        try {
            wire.begin(toSend, handler);
            stage = Stage.WRITING;
            write(startNanos);
            stage = Stage.HEAD;
            deadline.arm(Phase.HEAD, writes == 1 ? startNanos : clock.nanos(), timeouts.head());
            stage = next();
            read();
        } finally {
            settle();
        }
    }

    /// Carries an exchange on whose handler has paused, if it wants more by now.
    void resume() throws IOException, DecodeException {
        try {
            requireOpen(); // in a pause nobody has noticed the watchdog or an interrupt
            response.resume();
            stage = next();
            read();
        } finally {
            settle();
        }
    }

    /// Ends an exchange in which something went wrong. A handler that wanted nothing more has all that it wanted:
    /// then only the connection is lost.
    ///
    /// @return whether the exchange has failed
    boolean lose() {
        stage = Stage.LOST;
        return !response.abandoned();
    }

    /// Whether the exchange has ended; if not, its handler has paused.
    boolean over() {
        return switch (stage) {
            case OVER, LOST -> true;
            case NONE, WRITING, HEAD, BODY, PAUSED, DRAINING -> false;
        };
    }

    /// Whether something went wrong with the connection.
    boolean lost() {
        return stage == Stage.LOST;
    }

    /// Whether the connection may serve another exchange.
    boolean leavesReusable() {
        return stage != Stage.LOST && wire.reusable();
    }

    boolean nothingReceived() {
        return response.nothingReceived();
    }

    /// How far the exchange has come, for its failure.
    FailureContext circumstances(Origin origin) {
        return new FailureContext(origin, phase(), writes > 0);
    }

    /// An interrupt is told even of a write that has written everything, and head and trouble may come in one read.
    private Phase phase() {
        if (stage == Stage.WRITING && !request.sent()) {
            return Phase.WRITE;
        }
        return response.headReceived() ? Phase.READ : Phase.HEAD;
    }

    /// Lets go of whoever observes the exchange, which has ended.
    Observer takeObserver() {
        Observer taken = observer;
        observer = Observer.NOBODY;
        return taken;
    }

    private void write(long startNanos) throws IOException, DecodeException {
        deadline.arm(Phase.WRITE, startNanos, timeouts.write());
        try {
            do {
                switch (request.encode()) {
                    case MORE, ENCODED -> writeEncoded();
                    case HELD -> awaitContinue();
                    case STARVED -> awaitBody();
                    case NONE, SENT, CUT -> throw new AssertionError(request.state());
                }
            } while (!request.encoded() && !response.headReceived());
        } catch (UnreadableBody e) {
            throw e;
        } catch (IOException e) {
            requireEarlyAnswer(e);
        }
        observer.written(clock);
    }

    private void writeEncoded() throws IOException {
        while (!request.written()) {
            if (writes > 0) {
                deadline.arm(Phase.WRITE, clock.nanos(), timeouts.write());
            }
            writes++;
            request.write(stack.conduit());
        }
        stack.conduit().flush();
    }

    /// Waits for the interim response that asks for the body. A final response may come instead, or nothing.
    private void awaitContinue() throws IOException, DecodeException {
        deadline.armTotal();
        long until = Deadline.after(clock.nanos(), Deadline.nanos(timeouts.expectContinue()));
        while (request.holdsBody() && !response.headReceived()) {
            long left = until - clock.nanos();
            if (left > 0 && incoming.readWithin(response, left)) {
                response.received();
            } else {
                request.releaseBody();
            }
        }
    }

    /// Waits until the request's own body has something to send. That is not the server's fault, so only the total
    /// timeout goes on.
    private void awaitBody() throws IOException {
        Thread waiting = Thread.currentThread();
        deadline.armTotal();
        if (request.tellsOfBody(() -> LockSupport.unpark(waiting))) {
            Parking.until(this, deadline.totalNanos(), clock);
        } else {
            LockSupport.parkNanos(this, ASK_AGAIN_NANOS);
        }
        requireOpen();
    }

    /// A server that answers before it has read the whole request may close: its answer counts, if it is still
    /// there.
    private void requireEarlyAnswer(IOException writeFailure) throws IOException, DecodeException {
        if (!stack.isOpen() || writes == 0 || !readsEarlyAnswer(writeFailure)) {
            throw writeFailure;
        }
        response.received();
    }

    private boolean readsEarlyAnswer(IOException writeFailure) {
        try {
            return response.read(stack.conduit()) > 0;
        } catch (IOException e) {
            writeFailure.addSuppressed(e);
            return false;
        }
    }

    private void read() throws IOException, DecodeException {
        while (stage.reads()) {
            incoming.spin();
            if (response.read(stack.conduit()) >= 0) {
                response.received();
            } else if (!response.endOfInput().complete()) {
                throw new EOFException();
            }
            stage = next();
        }
        if (stage == Stage.OVER && !deadline.disarm()) {
            stage = Stage.LOST; // the response is whole even if the deadline passed at the last moment
        }
    }

    /// What comes next after what was received, with its deadline.
    private Stage next() throws IOException {
        if (stage == Stage.HEAD && response.headReceived()) {
            observer.head(clock, response.status());
        }
        return switch (response.state()) {
            case NONE, HEAD -> stage;
            case BODY -> {
                deadline.arm(Phase.READ, clock.nanos(), timeouts.read());
                yield Stage.BODY;
            }
            case PAUSED -> {
                deadline.armTotal();
                yield Stage.PAUSED;
            }
            case ABANDONED -> response.worthDraining() ? drain() : Stage.OVER;
            case COMPLETE, SURPLUS -> Stage.OVER;
        };
    }

    private Stage drain() throws IOException {
        if (stage != Stage.DRAINING) {
            deadline.arm(Phase.READ, clock.nanos(), timeouts.drain());
        }
        return Stage.DRAINING;
    }

    private void settle() {
        if (over() || !response.paused()) {
            wire.clear();
            stack.conduit().rest();
        }
    }

    /// Notices what a thread that waits for something else than its channel is not told.
    private void requireOpen() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            stack.close();
            throw new ClosedByInterruptException();
        }
        if (!stack.isOpen()) {
            throw new ClosedChannelException();
        }
    }
}
