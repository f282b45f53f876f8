/// HTTP/1.1 as octets: requests are encoded and responses decoded here, for every I/O model alike.
///
/// No socket, thread or clock is ever found in this package. Read [wirebench.protocol.ResponseDecoder] first, then
/// [wirebench.protocol.RequestEncoder].
@NullMarked
package wirebench.protocol;

import org.jspecify.annotations.NullMarked;
