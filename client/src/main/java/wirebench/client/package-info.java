/// The client as a caller sees it: requests, responses, handlers, failures, and what a client tells of itself.
///
/// This package is what `load`, `jmh` and `cli` program against, with [wirebench.client.config.ClientConfig] and
/// [wirebench.client.body.RequestBody]. No socket, buffer or thread is ever found here, and no type that only an
/// implementation needs: those live in the packages below, which know this one and are not known by it.
///
/// Read [HttpClient] first, then [ResponseHandler] and [ExchangeException].
@NullMarked
package wirebench.client;

import org.jspecify.annotations.NullMarked;
