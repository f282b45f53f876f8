package wirebench.client;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import wirebench.protocol.Fields;

/// A response whose body is an asynchronous flow. Its connection stays leased until the flow has been read to its
/// end or cancelled, so somebody has to subscribe.
///
/// @param minorVersion 1 for HTTP/1.1, 0 for HTTP/1.0
/// @param status the status code
/// @param reason the reason phrase, which carries no meaning
/// @param fields the fields of the head
/// @param body the body, chunked coding removed, for one subscriber: each item is a copy and the subscriber's own. It
///     is called on the thread that carries out the exchange, so on an event loop it must not block. Cancelling
///     discards the rest as [Demand#NO_MORE] says
/// @param trailers the trailer section, complete when the body is
public record PublishedResponse(
        int minorVersion,
        int status,
        String reason,
        Fields fields,
        Flow.Publisher<ByteBuffer> body,
        CompletableFuture<Fields> trailers) {}
