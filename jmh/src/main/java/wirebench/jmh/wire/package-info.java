/// Benchmarks of exchanges over loopback, ours, floors and peers, against a server in a process of its own.
///
/// Each asks one question and makes its variants parameters. How an exchange is driven and measured is
/// [wirebench.jmh.measure]'s. Read [KeepAlive] first, then [WireBenchmark].
@NullMarked
package wirebench.jmh.wire;

import org.jspecify.annotations.NullMarked;
