package wirebench.reports.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.ForkNoise;
import wirebench.reports.files.InvalidFork;
import wirebench.reports.files.Question;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;

/// All forks in the order they ran, so that stalls and drifts of the machine show.
record TimelineSection(Bundle bundle, Question question) {
    private static final double SECONDS_PER_MINUTE = 60;

    /// Nothing when no fork recorded the metric.
    Optional<Document.Section> section() {
        var begin = bundle.forks().stream().map(Fork::startedAt).min(Comparator.naturalOrder());
        return begin.isEmpty() || bundle.unit(question.metric()).isEmpty()
                ? Optional.empty()
                : Optional.of(new Document.Section(
                        "timeline",
                        "Was the machine the same all the time?",
                        List.of(
                                "Every fork relative to the median of its arm, by the time it began. A slope or a step that all arms share"
                                        + " is the machine's; blocks cancel it. Hollow dots were disturbed or never became steady, crosses"
                                        + " were thrown out. The bars below are processor time that the hypervisor took away."),
                        List.of(Document.Figure.of("timeline-figure", chart(begin.get()), Optional.empty()))));
    }

    private Chart chart(Instant begin) {
        var arms = ExperimentReport.arms(bundle);
        var medians = arms.stream().collect(Collectors.toMap(arm -> arm, this::median));
        var moments = new ArrayList<Chart.Moment>();
        bundle.forks().forEach(fork -> moment(fork, begin, arms, medians, "", moments));
        for (InvalidFork fork : bundle.invalid()) {
            fork.record()
                    .ifPresent(
                            record -> moment(record, begin, arms, medians, ", thrown out: " + fork.reason(), moments));
        }
        moments.sort(Comparator.comparingDouble(Chart.Moment::minute));
        return new Chart.Timeline(
                "Every fork's figure relative to the median of its arm, by start time, with steal",
                arms,
                ForkNoise.STEAL_LIMIT_PERCENT,
                moments);
    }

    private void moment(
            Fork fork,
            Instant begin,
            List<String> arms,
            Map<String, Double> medians,
            String thrownOut,
            List<Chart.Moment> moments) {
        var relative = fork.figure(question.metric()).orElse(Double.NaN) / medians.getOrDefault(fork.arm(), Double.NaN);
        if (Double.isFinite(relative) && arms.contains(fork.arm())) {
            var seconds = Duration.between(begin, fork.startedAt()).toMillis() / 1e3;
            moments.add(new Chart.Moment(
                    Chart.rounded(seconds / SECONDS_PER_MINUTE),
                    Chart.rounded(relative),
                    arms.indexOf(fork.arm()),
                    ForkDots.isHollow(fork),
                    !thrownOut.isEmpty(),
                    Chart.rounded(fork.noise().stealPercent().orElse(Double.NaN)),
                    ForkDots.note(fork) + thrownOut));
        }
    }

    private double median(String arm) {
        var sorted = bundle.forks(arm).stream()
                .flatMapToDouble(fork -> fork.figure(question.metric()).stream())
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
