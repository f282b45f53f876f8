/// The facts that the operating system tells: files below `/proc` and `/sys`, control groups, tasks, and the
/// processor time of processes.
///
/// Nothing here judges what it reads. Read [SystemFiles] first.
@NullMarked
package wirebench.machine.system;

import org.jspecify.annotations.NullMarked;
