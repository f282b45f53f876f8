/// HTTP/1.1 as the server reads and writes it, without I/O.
///
/// Of the clients' codec there is no line, on purpose. Read [HeadParser] first, then [BodyReader] and
/// [HeadWriter].
@NullMarked
package wirebench.server.http;

import org.jspecify.annotations.NullMarked;
