/// The machine that measures: what it is, what disturbs it, and whether it is fit to measure at all.
@NullMarked
package wirebench.load.machine;

import org.jspecify.annotations.NullMarked;
