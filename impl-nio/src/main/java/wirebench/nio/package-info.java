/// Selector event loops: nothing blocks.
@NullMarked
package wirebench.nio;

import org.jspecify.annotations.NullMarked;
