/// One connection's exchanges, without the connection: encoder, decoder, buffers, and the conduit that counts
/// calls.
///
/// All implementations share every line of it and differ only in who moves the octets. No thread, selector or
/// deadline is ever found here. Read [WireExchange] first, then [RequestSide] and [ResponseSide],
/// [BufferSupply] and [ChannelConduit].
@NullMarked
package wirebench.client.wire;

import org.jspecify.annotations.NullMarked;
