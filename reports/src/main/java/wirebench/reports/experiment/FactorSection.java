package wirebench.reports.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import wirebench.reports.judge.Judgement;
import wirebench.reports.page.Chart;
import wirebench.reports.page.Document;
import wirebench.reports.page.Table;
import wirebench.reports.statistics.Factorial;
import wirebench.reports.statistics.NoiseFloor;

/// The worth of each factor of a full matrix of arms by itself, and where two of them meet.
record FactorSection(Judgement judgement) {
    private static final double LEVEL = 0.05;

    /// Nothing when the arms are no matrix, or there are too few blocks.
    Optional<Document.Section> section() {
        return judgement.effects().isEmpty()
                ? Optional.empty()
                : Optional.of(new Document.Section(
                        "factors", "What is each factor worth?", List.of(text()), List.of(figure())));
    }

    private String text() {
        var references = judgement.factors().stream()
                .map(factor -> factor.name() + " " + factor.levels().getFirst())
                .collect(Collectors.joining(", "));
        return "The arms are every combination of "
                + judgement.factors().stream().map(Factorial.Factor::name).collect(Collectors.joining(" × "))
                + ". A main effect is the ratio of a level to its reference (" + references
                + "), averaged over all levels of the other factors. An interaction (×) is a ratio of two such ratios: 1"
                + " when the factors do not care about each other. What fewer than 6 blocks have all arms for is left out.";
    }

    private Document.Figure figure() {
        return Document.Figure.of("factors-figure", chart(), Optional.of(table()));
    }

    private Chart chart() {
        var band = judgement.floor().map(NoiseFloor::log).orElse(0.0);
        return new Chart.Ratios(
                "Effects of factors as ratios with their 95 % intervals",
                "ratio",
                "noise floor",
                judgement.effects().stream().map(FactorSection::label).toList(),
                judgement.effects().stream()
                        .map(effect -> VerdictSection.point(
                                Optional.of(effect.ratio()),
                                Optional.of(effect.interval()),
                                Chart.rounded(Math.exp(-band)),
                                Chart.rounded(Math.exp(band)),
                                word(effect)))
                        .toList());
    }

    private Table table() {
        var rows = judgement.effects().stream()
                .map(effect -> List.of(
                        label(effect),
                        effect.levels().size() == 1 ? "main effect" : "interaction",
                        VerdictSection.ratio(effect.ratio()),
                        VerdictSection.range(effect.interval()),
                        Integer.toString(effect.blocks()),
                        String.format(Locale.ROOT, "%.3g", effect.adjustedP()),
                        word(effect)))
                .toList();
        return new Table(
                "Effects of the factors; p is adjusted over all of them",
                List.of(
                        Table.Column.text("Level"),
                        Table.Column.text("Kind"),
                        Table.Column.figure("Ratio"),
                        Table.Column.figure("95 % interval"),
                        Table.Column.figure("Blocks"),
                        Table.Column.figure("Adjusted p"),
                        Table.Column.verdict("Effect")),
                rows);
    }

    private static String label(Factorial.Effect effect) {
        return effect.levels().entrySet().stream()
                .map(level -> level.getKey() + " " + level.getValue())
                .collect(Collectors.joining(" × "));
    }

    private String word(Factorial.Effect effect) {
        if (effect.adjustedP() > LEVEL) {
            return "not shown";
        }
        var noise = judgement.floor().map(NoiseFloor::log).orElse(0.0);
        return Math.abs(Math.log(effect.ratio())) > noise ? "shown" : "within noise";
    }
}
