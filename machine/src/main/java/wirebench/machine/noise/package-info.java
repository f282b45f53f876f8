/// The disturbances of a measurement while it runs: stolen time, pressure, strangers, hiccups, and the limits they
/// are held to.
///
/// Read [NoiseMeter] first, then [NoiseLimits].
@NullMarked
package wirebench.machine.noise;

import org.jspecify.annotations.NullMarked;
