package wirebench.reports.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.ReportException;
import wirebench.reports.files.RunRecord;
import wirebench.reports.judge.Judgement;
import wirebench.reports.judge.Outcome;
import wirebench.reports.judge.VerdictFile;
import wirebench.reports.page.Document;
import wirebench.reports.page.Html;
import wirebench.reports.page.Markdown;
import wirebench.reports.page.ReadingHints;
import wirebench.reports.page.Terminal;
import wirebench.reports.page.Units;
import wirebench.reports.shared.BothEnds;
import wirebench.reports.shared.Environment;
import wirebench.reports.shared.PeerSettings;
import wirebench.reports.shared.RawFiles;
import wirebench.reports.shared.RunReport;
import wirebench.reports.statistics.Verdict;

/// The report on an experiment: the question, the verdict in words, and what it rests on.
public record ExperimentReport(Bundle bundle, Judgement judgement, ArmLatencies latencies) implements RunReport {
    /// The report on a bundle.
    public static ExperimentReport of(Bundle bundle) throws ReportException {
        return new ExperimentReport(bundle, Judgement.of(bundle), ArmLatencies.read(bundle));
    }

    /// The arms of a plan in their order, the copy of the baseline included.
    static List<String> arms(Bundle bundle) {
        return bundle.plan().arms().stream().map(Arm::name).toList();
    }

    @Override
    public SequencedMap<String, String> files(Path target) throws ReportException {
        var document = document(RawFiles.of(bundle, target));
        var files = new LinkedHashMap<String, String>();
        files.put("summary.csv", ExperimentCsv.of(bundle));
        files.put("verdicts.json", VerdictFile.of(bundle, judgement, new ForkAccounts(bundle).cautions()));
        files.put("summary.md", Markdown.of(document));
        files.put("index.html", Html.of(document));
        return files;
    }

    private Document document(List<Document.RawFile> rawFiles) {
        var question = judgement.question();
        return new Document(
                question.title(),
                Optional.of(new Document.Asked(
                        question.question().strip(), question.expectation().strip())),
                origin(),
                findings(),
                new ForkAccounts(bundle).cautions(),
                sections(),
                Optional.of(bundle.plan().command()),
                ReadingHints.OF_AN_EXPERIMENT,
                rawFiles);
    }

    private String origin() {
        var environment = bundle.environment();
        return String.join(
                " · ",
                bundle.plan().name(),
                bundle.run().flatMap(RunRecord::startedAt).orElse("time not recorded"),
                environment.getOrDefault("cpuModel", "processor not recorded"),
                environment.getOrDefault("cores", "?") + " cores",
                "JDK " + environment.getOrDefault("jdk", "not recorded"),
                Units.count(bundle.plan().arms().size(), "arm"),
                Units.count(judgement.blocks(), "block"));
    }

    /// The headline, and where there are verdicts, a sentence for each arm and one for the predictions.
    private List<String> findings() {
        var findings = new ArrayList<String>();
        findings.add(judgement.headline());
        if (judgement.supportsVerdicts()) {
            judgement.verdicts().stream().map(Verdict::sentence).forEach(findings::add);
            tally().ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<String> tally() {
        var words = judgement.outcomes().stream().map(Outcome::word).toList();
        var clauses = words.stream()
                .distinct()
                .map(word -> word + " " + Collections.frequency(words, word))
                .toList();
        return clauses.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Of " + Units.count(words.size(), "prediction") + ": " + String.join(", ", clauses) + ".");
    }

    private List<Document.Section> sections() {
        var question = judgement.question();
        var sections = new ArrayList<Document.Section>();
        sections.add(new VerdictSection(bundle, judgement).section());
        new ForkDots(bundle, question).section().ifPresent(sections::add);
        new PredictionSection(judgement).section().ifPresent(sections::add);
        new FactorSection(judgement).section().ifPresent(sections::add);
        new RateSection(bundle, latencies).section().ifPresent(sections::add);
        new SpectrumSection(bundle, latencies).section().ifPresent(sections::add);
        new CostSection(bundle).section().ifPresent(sections::add);
        new TimelineSection(bundle, question).section().ifPresent(sections::add);
        new ForkAccounts(bundle).section().ifPresent(sections::add);
        bundle.run().ifPresent(record -> {
            if (!record.reconciliation().isEmpty()) {
                sections.add(BothEnds.section(record.reconciliation()));
            }
            PeerSettings.section(record.settings()).ifPresent(sections::add);
            sections.add(Environment.section(record, judgement.blocks()));
        });
        return sections;
    }

    @Override
    public String terminalSummary() {
        var text = new StringBuilder();
        text.append(judgement.question().title()).append('\n');
        text.append(Terminal.wrapped(judgement.question().question().strip())).append('\n');
        text.append(Terminal.wrapped(judgement.headline()));
        new ForkAccounts(bundle).cautions().forEach(caution -> text.append(Terminal.wrapped("Caution: " + caution)));
        text.append('\n')
                .append(new VerdictSection(bundle, judgement).table().toText())
                .append('\n');
        findings().stream().skip(1).forEach(finding -> text.append(Terminal.wrapped(finding)));
        if (judgement.supportsVerdicts()) {
            judgement.outcomes().forEach(outcome -> text.append(Terminal.wrapped(outcome.sentence())));
        }
        return text.toString();
    }

    @Override
    public int cells() {
        return bundle.plan().arms().size();
    }
}
