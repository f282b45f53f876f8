package wirebench.cli;

import java.util.List;
import java.util.Optional;
import wirebench.load.OpenResult;
import wirebench.load.Validity;

/// What an open loop measured, and why that is no measurement if it is none. Immutable.
///
/// @param result what was measured
/// @param invalid the reasons; empty if the result is valid
record OpenReport(OpenResult result, List<String> invalid) {
    /// A result, judged.
    static OpenReport of(OpenResult result) {
        return new OpenReport(result, Validity.DEFAULT.reasons(result, Optional.empty()));
    }
}
