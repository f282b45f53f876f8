/// Programs that measure what JMH is no frame for: memory of open connections, lateness of timeouts, storms of
/// retries.
///
/// No benchmark lives here. Read [Memory], [TimeoutLateness] or [RetryStorm]: each is a main of its own, and so is
/// [PlainJmh], which is JMH as the jar of the benchmarks starts it.
@NullMarked
package wirebench.jmh.program;

import org.jspecify.annotations.NullMarked;
