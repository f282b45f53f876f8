/// Which processors the client and the server may use.
///
/// Read [CpuPlacement] first.
@NullMarked
package wirebench.machine.placement;

import org.jspecify.annotations.NullMarked;
