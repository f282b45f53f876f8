/// JMH benchmarks, and the suites that run them.
@NullMarked
package wirebench.jmh;

import org.jspecify.annotations.NullMarked;
