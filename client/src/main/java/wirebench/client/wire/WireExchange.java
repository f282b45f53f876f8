package wirebench.client.wire;

import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.config.ClientConfig;

/// One connection's exchanges, one after another, without the connection: a side for the requests and one for the
/// responses, with a pair of buffers for as long as an exchange needs them.
///
/// All three models share it; they differ only in who moves the octets. Not thread-safe: confined to whoever
/// carries out the exchange. Nothing is allocated per exchange.
public final class WireExchange {
    private final BufferSource buffers;
    private final RequestSide request;
    private final ResponseSide response;

    private BufferPair pair = BufferPair.NONE;

    /// Creates what carries the exchanges of one connection; it holds buffers as the strategy says, from a begin to
    /// [#clear] at most.
    ///
    /// @param config strategies and limits
    /// @param supply the client's buffers
    public WireExchange(ClientConfig config, BufferSupply supply) {
        buffers = supply.forConnection();
        request = new RequestSide(config);
        response = new ResponseSide(config, request);
    }

    /// Gets ready for an exchange.
    ///
    /// @param toSend what to send
    /// @param handler receives the response
    public void begin(HttpRequest toSend, ResponseHandler handler) {
        lease();
        request.begin(toSend, pair.out());
        response.begin(toSend, handler, pair.in());
    }

    /// Gets ready for the response alone, to a request that was sent whole by means of another object: so a
    /// connection that waits for an answer need not hold buffers.
    ///
    /// @param sent what was sent
    /// @param handler receives the response
    public void beginResponse(HttpRequest sent, ResponseHandler handler) {
        lease();
        request.beginSent(pair.out());
        response.begin(sent, handler, pair.in());
    }

    /// Gets ready to send a request behind others whose responses are still to come; its own response is expected
    /// by [#expectNext] in its turn.
    ///
    /// @param toSend what to send; without a body
    public void beginNext(HttpRequest toSend) {
        request.begin(toSend, pair.out());
    }

    /// Gets ready for the response to the next of several requests that were sent one behind another. What was read
    /// beyond the last response belongs to it, and is decoded by [ResponseSide#received].
    ///
    /// @param sent what was sent
    /// @param handler receives the response
    public void expectNext(HttpRequest sent, ResponseHandler handler) {
        response.beginNext(sent, handler);
    }

    /// What is sent.
    ///
    /// @return the same object each time
    public RequestSide request() {
        return request;
    }

    /// What is received.
    ///
    /// @return the same object each time
    public ResponseSide response() {
        return response;
    }

    /// Whether the connection may serve another exchange: the request was sent whole, the response ended exactly
    /// where the input did, and neither side announced to close.
    ///
    /// @return false before the response is complete
    public boolean reusable() {
        return request.sent() && response.state() == ResponseSide.State.COMPLETE && response.mayBeFollowed();
    }

    /// Lets go of the buffers, the handler and the request, so that an idle connection holds on to none of them.
    /// Not while the handler may still look at a slice.
    public void clear() {
        try {
            request.end();
        } finally {
            response.end();
            release();
        }
    }

    private void lease() {
        if (pair == BufferPair.NONE) {
            pair = buffers.lease();
        }
    }

    private void release() {
        BufferPair used = pair;
        if (used != BufferPair.NONE) {
            pair = BufferPair.NONE;
            buffers.release(used);
        }
    }
}
