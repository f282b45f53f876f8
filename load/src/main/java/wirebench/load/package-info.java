/// A load, and what it measured: drivers, results, latencies, and the cost to this process.
///
/// The two ways to put a client under load live below, in [wirebench.load.closed] and [wirebench.load.open];
/// nothing here knows how an exchange is carried out, and no implementation of a client is known in this module.
/// Read [LoadDriver] first, then [LoadResult].
@NullMarked
package wirebench.load;

import org.jspecify.annotations.NullMarked;
