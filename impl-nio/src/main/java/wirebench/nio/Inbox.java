package wirebench.nio;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.Timings;
import wirebench.client.events.ExchangeEvent;
import wirebench.client.wire.WireExchange;
import wirebench.protocol.DecodeException;

/// The exchanges of one connection whose responses are awaited, in the order of their requests, and what is read
/// of them. Confined to the event loop.
///
/// It is always the first one's response that comes; what is read beyond its end belongs to the next. A handler
/// that pauses holds up those behind it.
final class Inbox {
    private final NioConnection connection;
    private final EventLoop loop;
    private final LoopShare share;
    private final WireLease wire;
    private final @Nullable Exchange[] ring;
    private int head;
    private int size;
    private boolean draining; // what comes of the first is discarded, for a limited time
    private boolean decoding;

    Inbox(NioConnection connection, EventLoop loop, LoopShare share, WireLease wire) {
        this.connection = connection;
        this.loop = loop;
        this.share = share;
        this.wire = wire;
        ring = new Exchange[share.pipelineDepth()];
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// The one whose response comes next.
    @Nullable
    Exchange first() {
        return ring[head];
    }

    /// The one whose request was, or is, written last.
    @Nullable
    Exchange last() {
        return size == 0 ? null : ring[at(size - 1)];
    }

    /// Which place an exchange has, from 0.
    ///
    /// @return -1 if none
    int place(Exchange exchange) {
        for (int i = 0; i < size; i++) {
            if (ring[at(i)] == exchange) {
                return i;
            }
        }
        return -1;
    }

    void add(Exchange exchange) {
        draining &= size > 0;
        ring[at(size++)] = exchange;
    }

    @Nullable
    Exchange pollFirst() {
        Exchange first = ring[head];
        if (first != null) {
            ring[head] = null;
            head = at(1);
            size--;
            draining = false;
        }
        return first;
    }

    @Nullable
    Exchange pollLast() {
        Exchange last = last();
        if (last != null) {
            ring[at(--size)] = null;
        }
        return last;
    }

    /// What decodes the first one's response.
    WireExchange wire(Exchange first) {
        WireExchange receiving = wire.held();
        if (receiving == null) {
            receiving = wire.take();
            receiving.beginResponse(first.request(), first.handler());
        }
        return receiving;
    }

    /// Whether the first one's handler wants nothing for now.
    boolean paused() {
        WireExchange receiving = wire.held();
        return receiving != null && receiving.paused();
    }

    /// Reads until the socket gives less than there is room for: then it has no more, and asking again is in vain.
    ///
    /// @return false if there may be more
    boolean read() {
        decoding = true;
        try {
            boolean more = true;
            for (int calls = 0; more && calls < share.callsPerTurn(); calls++) {
                more = readOnce();
            }
            return !more;
        } catch (IOException e) {
            connection.ended(e);
        } catch (DecodeException e) {
            connection.undecodable(e);
        } catch (RuntimeException | Error e) {
            connection.fail(e);
        } finally {
            decoding = false;
            connection.settle();
        }
        return true;
    }

    /// Asks the first one's handler anew what it wants.
    void resume() {
        Exchange resumed = first();
        WireExchange receiving = wire.held();
        if (resumed == null || receiving == null || !receiving.headReceived()) {
            return;
        }
        decoding = true;
        try {
            boolean _ = received(resumed, receiving, receiving.goOn(), false);
        } catch (DecodeException e) {
            connection.undecodable(e);
        } catch (RuntimeException | Error e) {
            connection.fail(e);
        } finally {
            decoding = false;
            connection.settle();
        }
    }

    /// Whether what was read is being decoded further up the stack.
    boolean decoding() {
        return decoding;
    }

    /// Awaits the head of the first one's response, whose request was written.
    void awaitHead(Exchange first, WireExchange receiving) {
        expireAfter(first, receiving.headReceived() ? share.readNanos() : share.headNanos());
    }

    /// @return whether more is to be read now
    private boolean readOnce() throws IOException, DecodeException {
        Exchange reading = first();
        if (reading == null || paused()) {
            return false;
        }
        WireExchange receiving = wire(reading);
        int octets = receiving.read(connection.conduit());
        boolean drained =
                octets == 0 || (receiving.drained() && !connection.conduit().holdsInput());
        boolean complete = octets < 0 ? receiving.endOfInput() : octets > 0 && receiving.received();
        if (octets < 0 && !complete) {
            connection.ended(null);
            return false;
        }
        return received(reading, receiving, complete, drained) && !drained;
    }

    /// Takes note of how far the first response has come, and goes on with the next if it is complete.
    ///
    /// @param drained whether nothing more is to be read at the moment
    /// @return whether the connection still awaits a response
    private boolean received(Exchange reading, WireExchange receiving, boolean complete, boolean drained)
            throws DecodeException {
        Exchange first = reading;
        boolean done = complete;
        while (done && !connection.closed()) {
            noteHead(first, receiving);
            boolean another = connection.completed(receiving, drained);
            Exchange next = first();
            if (!another || next == null) {
                return false;
            }
            first = next;
            done = receiving.received();
        }
        if (connection.closed()) {
            return false; // a handler has cancelled its exchange
        }
        progressed(first, receiving);
        return !connection.closed();
    }

    private void progressed(Exchange first, WireExchange receiving) {
        if (!receiving.headReceived()) {
            return;
        }
        noteHead(first, receiving);
        connection.interest().inReading(!receiving.paused());
        if (receiving.abandoned()) {
            drain(first, receiving);
        } else {
            expireAfter(first, receiving.paused() ? 0 : share.readNanos());
        }
    }

    /// Discards what comes, unless that is not worth it; a failure from now on is none.
    private void drain(Exchange first, WireExchange receiving) {
        if (!receiving.worthDraining()) {
            connection.completedEarly();
        } else if (!draining) {
            draining = true;
            expireAfter(first, share.drainNanos());
        }
    }

    private void noteHead(Exchange first, WireExchange receiving) {
        ExchangeEvent event = first.event;
        if (event != null) {
            event.head(receiving.status());
        }
        Timings timings = first.timings();
        if (timings != null && timings.headNanos() == 0) {
            timings.headReceived(loop.time().exact());
        }
    }

    private int at(int place) {
        int index = head + place;
        return index < ring.length ? index : index - ring.length;
    }

    /// Sets when an exchange expires unless it gets on.
    ///
    /// @param nanos 0 for no timeout but the total one
    private void expireAfter(Exchange waiting, long nanos) {
        loop.exchanges().expireAt(waiting, Deadline.after(loop.time().now(), nanos));
    }
}
