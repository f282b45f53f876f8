/// One command: send an exchange, serve, put a URL under load.
@NullMarked
package wirebench.cli;

import org.jspecify.annotations.NullMarked;
