package wirebench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wirebench.load.Reconciliation;
import wirebench.load.open.OpenResult;
import wirebench.load.open.Validity;

/// The measurements of an open loop, and why that is no measurement if it is none. Immutable.
///
/// @param result what was measured
/// @param counts what both ends counted; empty if the server was not asked
/// @param invalid the reasons; empty if the result is valid
record OpenReport(OpenResult result, Optional<Reconciliation> counts, List<String> invalid) {
    /// A result, judged.
    static OpenReport of(
            OpenResult result, Optional<Reconciliation> counts, Validity validity, ExpectedStatuses expected) {
        List<String> reasons = new ArrayList<>(validity.reasons(result, counts));
        expected.reason(result.load()).ifPresent(reasons::add);
        return new OpenReport(result, counts, List.copyOf(reasons));
    }
}
