package wirebench.cli;

import java.util.List;
import java.util.stream.Collectors;
import wirebench.load.LoadResult;

/// The judgement on a load that is over: the complaints on standard error and the exit code. Not thread-safe.
final class LoadJudgement {
    private final List<Threshold> thresholds;
    private final Complaints complaints;

    /// @param thresholds none of which may be crossed
    LoadJudgement(List<Threshold> thresholds, Complaints complaints) {
        this.thresholds = thresholds;
        this.complaints = complaints;
    }

    /// Tells what went wrong, and with which code the command ends.
    ///
    /// @param answered whether any exchange went well, in the warm-up too
    ExitCode judge(LoadReport report, boolean answered) {
        if (report.interrupted()) {
            complaints.print(report.url() + ": interrupted" + when(report) + unanswered(report), null);
            return ExitCode.INTERRUPTED;
        }
        ExitCode failed = judgeErrors(report, answered);
        LoadResult measured = report.measured();
        if (!report.invalid().isEmpty() && measured.gaveUpBecause().isEmpty()) {
            complaints.print(report.url() + ": INVALID: " + String.join("; ", report.invalid()), null);
            return ExitCode.INVALID;
        }
        List<Threshold> crossed = thresholds.stream()
                .filter(threshold -> threshold.crossedBy(measured))
                .toList();
        if (!crossed.isEmpty()) {
            String list = crossed.stream()
                    .map(threshold -> threshold.explain(measured))
                    .collect(Collectors.joining(", "));
            complaints.print("failed because of " + list, null);
            return ExitCode.THRESHOLD;
        }
        boolean errorsJudged = thresholds.stream().anyMatch(threshold -> threshold.figure() instanceof Figure.Errors);
        return errorsJudged && measured.gaveUpBecause().isEmpty() ? ExitCode.OK : failed;
    }

    /// The first failure decides: those that follow, such as refused connections, are mostly its consequence. So
    /// is a refused connection to a server that has answered: the connections that it answered on have ended.
    private ExitCode judgeErrors(LoadReport report, boolean answered) {
        Throwable first = report.firstFailure();
        if (first != null) {
            Trouble trouble = Trouble.of(first);
            complaints.print(report.url() + ": " + failures(report) + "; the first", trouble, first);
            return trouble.code() == ExitCode.CONNECT && answered ? ExitCode.BROKEN : trouble.code();
        }
        String gaveUp = report.measured().gaveUpBecause().orElse(null);
        if (gaveUp != null) {
            complaints.print(
                    report.url() + ": given up" + when(report) + ": " + gaveUp + unanswered(report)
                            + "; --patience sets when",
                    null);
            return ExitCode.TIMEOUT;
        }
        return ExitCode.OK;
    }

    private static String failures(LoadReport report) {
        LoadResult measured = report.measured();
        String end = measured.gaveUpBecause().isPresent() ? ", given up" + when(report) + unanswered(report) : "";
        return Units.count(measured.errorCount()) + " of " + Units.count(measured.begun()) + " exchanges failed" + end;
    }

    private static String unanswered(LoadReport report) {
        LoadResult measured = report.measured();
        long left = measured.unanswered().count();
        return left == 0
                ? ""
                : ", " + Units.count(left) + " of " + Units.count(measured.begun()) + " exchanges without an answer";
    }

    private static String when(LoadReport report) {
        return report.warmedUp() ? " after " + Units.seconds(report.measured().elapsedNanos()) : " during the warm-up";
    }
}
