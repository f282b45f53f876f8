package wirebench.reports.files;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;

/// A run that is whole and of which no fork counts: there is nothing to report but why.
public final class NoForkCounts extends ReportException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_REASONS = 3;

    private NoForkCounts(Path forks, String reasons) {
        super(forks, "holds no fork that counts" + reasons, "go on with ./wirebench bench --resume");
    }

    static NoForkCounts of(Bundle bundle) {
        List<String> reasons = bundle.invalid().stream()
                .map(InvalidFork::reason)
                .distinct()
                .limit(MOST_REASONS)
                .toList();
        String told = reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")";
        String left = bundle.strayCaution().map(caution -> " (" + caution + ")").orElse("");
        return new NoForkCounts(bundle.folder().resolve("forks"), told + left);
    }
}
