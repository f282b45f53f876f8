/// The types that every benchmark inherits: how it is forked, and with which JVM.
///
/// The packages below have a direction. A benchmark ([wirebench.jmh.wire], [wirebench.jmh.codec],
/// [wirebench.jmh.records], [wirebench.jmh.pools]) uses [wirebench.jmh.measure] and writes to
/// [wirebench.jmh.folder]; what runs benchmarks ([wirebench.jmh.run], [wirebench.jmh.command]) imports none of
/// them and finds them by name. Read [ForkedBenchmark] first, then [wirebench.jmh.wire.KeepAlive].
@NullMarked
package wirebench.jmh;

import org.jspecify.annotations.NullMarked;
