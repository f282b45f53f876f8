/// The identity of the machine, the JVM and the code: whatever has to be the same for two results to be comparable.
///
/// Nothing here changes from second to second. Read [Fingerprint] first.
@NullMarked
package wirebench.machine.fingerprint;

import org.jspecify.annotations.NullMarked;
