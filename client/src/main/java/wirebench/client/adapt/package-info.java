/// Thin adapters from one way of calling to the other: a started exchange that is waited for, and slices handed to
/// a thread that reads a stream.
///
/// An adapter adds no behaviour of its own. Read [AwaitedExchange] first.
@NullMarked
package wirebench.client.adapt;

import org.jspecify.annotations.NullMarked;
