package wirebench.nio;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.wire.Conduit;
import wirebench.client.wire.ResponseSide;
import wirebench.client.wire.WireExchange;
import wirebench.protocol.DecodeException;

/// The exchanges of one connection whose responses are awaited, in the order of their requests, and what is read
/// of them. Confined to the event loop.
///
/// It is always the first one's response that comes; what is read beyond its end belongs to the next. A handler
/// that pauses holds up those behind it. It says what came of reading and acts on nothing but the exchanges'
/// deadlines: [NioConnection] does the rest.
final class Inbox {
    private final LoopShare share;
    private final LoopTime time;
    private final WireLease wire;
    private final @Nullable Exchange[] ring;
    private int head;
    private int size;
    private boolean draining; // what comes of the first is discarded, for a limited time
    private boolean drained; // nothing more was to be read by the last read
    private @Nullable IOException broken;
    private @Nullable ExchangeException undecodable;

    Inbox(LoopShare share, LoopTime time, WireLease wire) {
        this.share = share;
        this.time = time;
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

    /// Adds an exchange whose request is about to be written.
    ///
    /// @return what encodes the request; if there are others, the same decodes their responses meanwhile
    WireExchange add(Exchange exchange) {
        Exchange before = first();
        WireExchange sending = before == null ? wire.take() : wire(before);
        draining &= size > 0;
        ring[at(size++)] = exchange;
        return sending;
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

    /// Whether another request may be sent before the responses to those that were sent have come.
    boolean takesMore() {
        Exchange before = last();
        return before != null && before.pipelinable() && size < ring.length && !paused();
    }

    /// Whether the first one's handler wants nothing for now.
    boolean paused() {
        WireExchange receiving = wire.held();
        return receiving != null && receiving.response().paused();
    }

    /// Whether nothing more is to be read at the moment, as far as the last read told.
    boolean drained() {
        return drained;
    }

    /// How the connection broke; null if it did not.
    @Nullable
    IOException broken() {
        return broken;
    }

    /// Why the first response could not be decoded.
    ExchangeException undecodable() {
        return Objects.requireNonNull(undecodable);
    }

    /// Whether the head of an exchange's response has come.
    boolean hasHeadOf(Exchange exchange) {
        WireExchange receiving = wire.held();
        return first() == exchange && receiving != null && receiving.response().headReceived();
    }

    /// Whether not one octet of the first response has come.
    boolean nothingReceived() {
        WireExchange receiving = wire.held();
        return receiving == null || receiving.response().nothingReceived();
    }

    /// Whether the first one's handler wants nothing any more.
    boolean abandoned() {
        WireExchange receiving = wire.held();
        return receiving != null && receiving.response().abandoned();
    }

    /// Awaits the head of a response whose request was written, if it is the first; the others' time has not begun.
    void await(Exchange written) {
        if (first() == written) {
            written.expireAfter(hasHeadOf(written) ? share.readNanos() : share.headNanos(), time);
        } else {
            written.expireAt(Long.MAX_VALUE, time);
        }
    }

    /// Reads by one call, and tells the first one's handler.
    Received read(Conduit from) {
        Exchange reading = first();
        if (reading == null) {
            return Received.NOTHING;
        }
        if (paused()) {
            return Received.PAUSED;
        }
        try {
            ResponseSide response = wire(reading).response();
            int octets = response.read(from);
            drained = octets == 0 || (response.drained() && !from.holdsInput());
            if (octets < 0) {
                return response.endOfInput().complete() ? received(reading, response) : Received.ENDED;
            }
            ResponseSide.State _ = octets > 0 ? response.received() : response.state();
            return received(reading, response);
        } catch (IOException e) {
            broken = e;
            return Received.ENDED;
        } catch (DecodeException e) {
            return undecodable(reading, e);
        }
    }

    /// Awaits the next response behind one that is complete.
    ///
    /// @param written whether its request was written
    void expect(Exchange next, boolean written) {
        Objects.requireNonNull(wire.held()).expectNext(next.request(), next.handler());
        if (written) {
            await(next);
        }
    }

    /// Decodes what was read beyond the end of the response before.
    Received readSurplus() {
        Exchange next = first();
        WireExchange receiving = wire.held();
        if (next == null || receiving == null) {
            return Received.NOTHING;
        }
        try {
            ResponseSide.State _ = receiving.response().received();
            return received(next, receiving.response());
        } catch (DecodeException e) {
            return undecodable(next, e);
        }
    }

    /// Asks the first one's handler anew what it wants.
    Received resume() {
        Exchange resumed = first();
        WireExchange receiving = wire.held();
        if (resumed == null || receiving == null || !receiving.response().headReceived()) {
            return Received.NOTHING;
        }
        try {
            drained = false;
            ResponseSide.State _ = receiving.response().resume();
            return received(resumed, receiving.response());
        } catch (DecodeException e) {
            return undecodable(resumed, e);
        }
    }

    private Received undecodable(Exchange reading, DecodeException e) {
        if (first() != reading) {
            return Received.NOTHING; // its handler has cancelled it before
        }
        undecodable = reading.circumstances().undecodable(e);
        return Received.UNDECODABLE;
    }

    private Received received(Exchange reading, ResponseSide response) {
        if (first() != reading) {
            return Received.NOTHING; // its handler has cancelled it
        }
        if (response.headReceived()) {
            reading.observer().head(time.clock(), response.status());
        }
        return switch (response.state()) {
            case NONE, HEAD -> more();
            case BODY -> {
                reading.expireAfter(share.readNanos(), time);
                yield more();
            }
            case PAUSED -> {
                reading.expireAfter(0, time);
                yield Received.PAUSED;
            }
            case ABANDONED -> response.worthDraining() ? drain(reading) : Received.ENOUGH;
            case COMPLETE, SURPLUS -> Received.COMPLETE;
        };
    }

    /// What decodes the first one's response.
    private WireExchange wire(Exchange first) {
        WireExchange receiving = wire.held();
        if (receiving == null) {
            receiving = wire.take();
            receiving.beginResponse(first.request(), first.handler());
        }
        return receiving;
    }

    /// Discards what comes, for a limited time.
    private Received drain(Exchange reading) {
        if (!draining) {
            draining = true;
            reading.expireAfter(share.drainNanos(), time);
        }
        return more();
    }

    private Received more() {
        return drained ? Received.DRAINED : Received.MORE;
    }

    /// The one whose request was, or is, written last.
    private @Nullable Exchange last() {
        return size == 0 ? null : ring[at(size - 1)];
    }

    private int at(int place) {
        int index = head + place;
        return index < ring.length ? index : index - ring.length;
    }
}
