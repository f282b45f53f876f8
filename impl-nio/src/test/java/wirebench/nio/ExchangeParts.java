package wirebench.nio;

import wirebench.client.ExchangeHandler;
import wirebench.client.HttpRequest;
import wirebench.client.NanoClock;
import wirebench.client.Observer;
import wirebench.client.config.ClientConfig;
import wirebench.client.tls.TlsEngines;

/// Outbox and inbox of a connection, without the connection and its loop.
final class ExchangeParts {
    private static final int DEPTH = 2;

    final Outbox outbox;
    final Inbox inbox;
    final ScriptedConduit conduit = new ScriptedConduit();

    ExchangeParts() {
        ClientConfig config = ClientConfig.DEFAULT.withPipelineDepth(DEPTH);
        LoopShare share = LoopShare.first(config, TlsEngines.of(config.tls(), NanoClock.SYSTEM));
        LoopTime time = new LoopTime(NanoClock.SYSTEM);
        WireLease wire = new WireLease(new WirePool(share, share.supply()), share.scope());
        outbox = new Outbox(share, time, wire);
        inbox = new Inbox(share, time, wire);
    }

    /// Begins an exchange as far as there is room.
    Sent begin(HttpRequest request, ExchangeHandler handler) {
        boolean alone = inbox.isEmpty();
        Exchange next = new Exchange();
        next.begin(request, handler, Observer.NOBODY, null, 0, Long.MAX_VALUE);
        return outbox.begin(next, inbox.add(next), alone, conduit);
    }

    Sent continueWriting() {
        return outbox.continueWriting(conduit);
    }

    Received read() {
        return inbox.read(conduit);
    }
}
