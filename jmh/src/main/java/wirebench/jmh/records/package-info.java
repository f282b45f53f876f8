/// Benchmarks of what lies between the codec and the kernel: TLS records, and how many calls a write takes.
///
/// Read [RecordSeal] first, then [RecordWrites].
@NullMarked
package wirebench.jmh.records;

import org.jspecify.annotations.NullMarked;
