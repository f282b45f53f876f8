package wirebench.reports.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.InvalidFork;
import wirebench.reports.page.Csv;

/// Every figure of every fork of an experiment, one in each row, unrounded; those that were thrown out too,
/// marked.
///
/// RFC 4180 with a heading. The columns are `arm`, the name of each parameter, `block`, `fork`, `attempt`,
/// `started`,
/// `state` (`valid`, `disturbed`, `never steady` or `thrown out`), `metric`, `unit` and `figure`.
final class ExperimentCsv {
    private final Bundle bundle;
    private final TreeSet<String> parameters = new TreeSet<>();
    private final StringBuilder csv = new StringBuilder();

    private ExperimentCsv(Bundle bundle) {
        this.bundle = bundle;
        bundle.plan().arms().forEach(arm -> parameters.addAll(arm.parameters().keySet()));
    }

    static String of(Bundle bundle) {
        return new ExperimentCsv(bundle).write();
    }

    private String write() {
        var heading = new ArrayList<>(List.of("arm"));
        heading.addAll(parameters);
        heading.addAll(List.of("block", "fork", "attempt", "started", "state", "metric", "unit", "figure"));
        csv.append(Csv.row(heading));
        bundle.forks().forEach(fork -> rows(fork, state(fork)));
        bundle.invalid().stream()
                .flatMap((InvalidFork fork) -> fork.record().stream())
                .forEach(fork -> rows(fork, "thrown out"));
        return csv.toString();
    }

    private static String state(Fork fork) {
        return fork.disturbed().isPresent() ? "disturbed" : fork.isNeverSteady() ? "never steady" : "valid";
    }

    private void rows(Fork fork, String state) {
        new TreeMap<>(fork.metrics()).forEach((name, metric) -> {
            var row = new ArrayList<>(List.of(fork.arm()));
            parameters.forEach(parameter -> row.add(value(fork.arm(), parameter)));
            row.addAll(List.of(
                    Integer.toString(fork.block()),
                    Integer.toString(fork.number()),
                    Integer.toString(fork.attempt()),
                    fork.startedAt().toString(),
                    state,
                    name,
                    metric.unit(),
                    Csv.number(fork.figure(name).orElse(Double.NaN))));
            csv.append(Csv.row(row));
        });
    }

    private String value(String arm, String parameter) {
        return bundle.plan().arms().stream()
                .filter(planned -> planned.name().equals(arm))
                .findFirst()
                .map(planned -> planned.parameters().getOrDefault(parameter, ""))
                .orElse("");
    }
}
