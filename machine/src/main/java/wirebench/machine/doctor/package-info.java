/// The checks whether a machine is fit to measure on, each with what to do.
///
/// Read [Checkup] first.
@NullMarked
package wirebench.machine.doctor;

import org.jspecify.annotations.NullMarked;
