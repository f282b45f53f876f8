package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wirebench.reports.files.Fork;
import wirebench.reports.files.ForkNoise;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Table;

/// The section that tells whether the machine was quiet enough to be believed.
final class Disturbance {
    private static final double LIMIT_PERCENT = ForkNoise.STEAL_LIMIT_PERCENT;

    private Disturbance() {}

    static Document.Section section(List<Fork> forks) {
        var disturbed = forks.stream().filter(fork -> fork.noise().isStolen()).toList();
        var text = isUnknown(forks)
                ? "Not recorded: nobody knows what else the machine did while it measured."
                : disturbed.isEmpty()
                        ? "None of the " + forks.size()
                                + " forks lost more than 1 % of its processor time to the hypervisor."
                        : disturbed.size() + " of the " + forks.size()
                                + " forks lost more than 1 % of their processor time to the hypervisor (steal). They are"
                                + " hollow dots in the charts; a fork with steal is not a measurement of the client.";
        var figures = isUnknown(forks)
                ? List.<Document.Figure>of()
                : List.of(Document.Figure.of("noise-figure", chart(forks), table(disturbed)));
        return new Document.Section("noise", "Was the machine quiet?", List.of(text), figures);
    }

    private static boolean isUnknown(List<Fork> forks) {
        return forks.stream().allMatch(fork -> fork.noise().stealPercent().isEmpty());
    }

    private static Chart chart(List<Fork> forks) {
        var labels = new ArrayList<String>();
        var percents = new ArrayList<@Nullable Double>();
        for (Fork fork : forks) {
            labels.add(fork.cell() + ", block " + fork.block());
            var steal = fork.noise().stealPercent();
            percents.add(steal.isPresent() ? Chart.rounded(steal.getAsDouble()) : null);
        }
        return new Chart.Steal(
                "Processor time lost to the hypervisor in each fork, in the order they ran",
                LIMIT_PERCENT,
                labels,
                percents);
    }

    private static Optional<Table> table(List<Fork> disturbed) {
        if (disturbed.isEmpty()) {
            return Optional.empty();
        }
        var percent = Scale.plain(1);
        var rows = disturbed.stream()
                .map(fork -> List.of(
                        Integer.toString(fork.block()),
                        fork.cell(),
                        percent.figure(fork.noise().stealPercent().orElse(Double.NaN)),
                        percent.figure(fork.noise().cpuPressureAvg10().orElse(Double.NaN))))
                .toList();
        var columns = List.of(
                Table.Column.figure("Block"),
                Table.Column.text("Cell"),
                Table.Column.figure("Steal, %"),
                Table.Column.figure("CPU pressure, %"));
        return Optional.of(new Table("Forks with more than 1 % steal", columns, rows));
    }
}
