/// All that a fork and the run which started it both know: the folder of a fork, the name of a cell, and how a run
/// fails.
///
/// Neither benchmarks nor plans are known here. Read [ForkFolder] first.
@NullMarked
package wirebench.jmh.folder;

import org.jspecify.annotations.NullMarked;
