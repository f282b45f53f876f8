/// One command: what its verbs accept, what they print, and how they end.
///
/// Exchanges, loads and judgements are made elsewhere. Read [Wirebench] first, then [Send] or [Load].
@NullMarked
package wirebench.cli;

import org.jspecify.annotations.NullMarked;
