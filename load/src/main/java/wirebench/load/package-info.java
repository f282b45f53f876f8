/// Drivers that put a client under load, and record latency and cost.
@NullMarked
package wirebench.load;

import org.jspecify.annotations.NullMarked;
