package wirebench.machine.doctor;

import java.util.List;
import java.util.stream.Stream;
import wirebench.machine.fingerprint.Fingerprint;

/// Whether a machine is fit to measure on: what is found on it, what that means, and what to do. Nothing is changed,
/// and the same input gives the same findings.
public final class Checkup {
    private Checkup() {}

    /// Looks at everything.
    ///
    /// @param machine what it is
    /// @param vitals how it is just now
    /// @param backlog connections that may wait to be accepted, as the server asks for
    /// @return a finding for each thing looked at
    public static List<Finding> of(Fingerprint machine, Vitals vitals, int backlog) {
        return Stream.of(
                        ProcessorChecks.of(machine),
                        QuietChecks.of(machine, vitals),
                        NetworkChecks.of(machine.settings(), vitals, backlog),
                        SystemChecks.of(machine, vitals))
                .flatMap(List::stream)
                .toList();
    }
}
