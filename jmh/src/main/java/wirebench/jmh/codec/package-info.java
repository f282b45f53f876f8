/// Benchmarks of the codec in memory, ours beside those of other libraries.
///
/// No socket is ever found here. Read [HeadDecode] first.
@NullMarked
package wirebench.jmh.codec;

import org.jspecify.annotations.NullMarked;
