/// The parts that a benchmark over the wire is made of: a server process, a client or a floor or a peer in front of
/// it, and counts of both ends that have to agree.
///
/// Nothing here knows which benchmark it serves, or that forks are run by a plan. Read [WireMeasurement] first,
/// then [Traffic] and [RawLoop].
@NullMarked
package wirebench.jmh.measure;

import org.jspecify.annotations.NullMarked;
