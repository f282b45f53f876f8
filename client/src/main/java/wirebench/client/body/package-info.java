/// Bodies of requests: from memory, a file, a stream, or another thread that writes while the request is sent.
///
/// What a body is and whether it can be had again; never how it is framed, which is `wirebench.protocol`'s, nor
/// who sends it. Read [RequestBody] first.
@NullMarked
package wirebench.client.body;

import org.jspecify.annotations.NullMarked;
