/// The blocking exchange on virtual threads, connections pooled.
@NullMarked
package wirebench.virtual;

import org.jspecify.annotations.NullMarked;
