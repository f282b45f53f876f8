/// HTTP/1.1 as bytes. No socket, thread or clock is ever found here.
@NullMarked
package wirebench.protocol;

import org.jspecify.annotations.NullMarked;
