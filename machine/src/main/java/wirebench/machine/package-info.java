/// The machine that measures. Everything lives in the packages below: [wirebench.machine.system] reads,
/// [wirebench.machine.fingerprint] says what the machine is, [wirebench.machine.noise] what disturbs it, and
/// [wirebench.machine.doctor] whether it is fit.
///
/// What is measured on it is never known here. Read [wirebench.machine.fingerprint.Fingerprint] first.
@NullMarked
package wirebench.machine;

import org.jspecify.annotations.NullMarked;
