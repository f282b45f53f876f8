package wirebench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.reports.files.NoForkCounts;
import wirebench.reports.files.SyntheticBundle;
import wirebench.reports.files.SyntheticExperiments;

/// The whole way from the folder of an experiment to the files that people and programs read.
class ExperimentReportTest {
    private static final String HOSTILE = "</script><img src=x>";

    @TempDir
    static Path folder;

    private static String page;
    /// The page without what is inside its scripts and its style sheet.
    private static String markup;

    private static String markdown;

    @BeforeAll
    static void writeTheReport() throws Exception {
        var made = SyntheticExperiments.throughput(8).predict(HOSTILE, "nio", "blocking", 0.1, null);
        Report.read(made.write(folder.resolve("run"))).writeTo(folder.resolve("report"));
        page = Files.readString(folder.resolve("report/index.html"));
        markup = page.replaceAll("(?s)(<(script|style)[^>]*>).*?</\\2>", "$1");
        markdown = Files.readString(folder.resolve("report/summary.md"));
    }

    @Test
    void pageBeginsWithTheQuestionAndTheVerdictInWords() {
        assertThat(markup)
                .containsPattern("(?s)<h1>.*What does the report say.*Expected:.*Against blocking, nio .*"
                        + "<li>nio is faster than blocking.*<li>Of 5 predictions: holds 3, contradicted 1, inconclusive 1"
                        + ".*Is any arm different\\?");
    }

    @Test
    void pageHasEveryPart() {
        var ids = Pattern.compile("<section id=\"([^\"]+)\"")
                .matcher(markup)
                .results()
                .map(id -> id.group(1));
        assertThat(ids)
                .containsExactly(
                        "verdicts",
                        "forks",
                        "predictions",
                        "percentiles",
                        "costs",
                        "timeline",
                        "accounts",
                        "environment",
                        "again",
                        "reading",
                        "raw");
    }

    @Test
    void everyChartHasItsData() {
        var charts = Pattern.compile("<div class=\"chart\" id=\"([^\"]+)\" data-kind=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .toList();
        assertThat(charts)
                .extracting(chart -> chart.group(2))
                .containsExactly("ratios", "forks", "ratios", "percentiles", "stacked", "stacked", "timeline");
        assertThat(charts).allSatisfy(chart -> assertThat(page).contains("\"" + chart.group(1) + "\":{\"summary\""));
    }

    @Test
    void everyForkIsADotAndTheDisturbedAreHollow() {
        var forks = page.substring(page.indexOf("\"forks-figure\":"), page.indexOf("\"percentiles-figure\":"));
        assertThat(Pattern.compile("\"isHollow\"").matcher(forks).results()).hasSize(8 * 6 - 1);
        assertThat(forks).containsPattern("\"isHollow\":true,\"note\":\"block [0-9], disturbed: steal was 2.4 %");
        assertThat(forks).containsPattern("\"isHollow\":true,\"note\":\"block [0-9], never steady: compilers took");
        assertThat(forks)
                .containsPattern(
                        "\"isHollow\":false,\"note\":\"block [0-9], steady or not: the last 5 iterations vary");
        assertThat(markup).contains("forks, 40 became steady, 3 never did, and of 4 it cannot be told,");
    }

    @Test
    void forksThrownOutAreListedWithReasons() {
        assertThat(markup)
                .contains("steal was 3.1 % of processor time", "the fork ended with exit value 137")
                .contains("Only 47 of 48 planned forks count", "Thrown out: 2 forks");
    }

    @Test
    void textFromResultsCannotBecomeMarkup() {
        assertThat(markup).doesNotContain("<img").contains("&lt;/script&gt;&lt;img src=x&gt;");
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
    }

    @Test
    void markdownHasTheSentencesAndTheTables() {
        assertThat(markdown)
                .startsWith("# Synthetic: throughput\n")
                .contains("**Against blocking, nio ", "- nio is faster than blocking", "| Arm | Verdict | Ratio |")
                .contains("| Prediction | Outcome |", "## Which forks do not count?")
                .doesNotContain("NaN", "null");
    }

    @Test
    void csvHasEveryFigureOfEveryFork() throws Exception {
        var csv = Files.readAllLines(folder.resolve("report/summary.csv"));
        assertThat(csv.getFirst()).isEqualTo("arm,client,block,fork,attempt,started,state,metric,unit,figure");
        assertThat(csv).filteredOn(row -> row.contains(",score,ops/s,")).hasSize(8 * 6 - 1 + 2);
        assertThat(csv).filteredOn(row -> row.contains(",thrown out,score,")).hasSize(2);
    }

    @Test
    void verdictsAreThereForPrograms() {
        assertThat(folder.resolve("report/verdicts.json")).content().startsWith("{\n  \"schema\" : 1,");
    }

    @Test
    void linksToRawFilesHold() {
        var links = Pattern.compile("href=\"(\\.\\./[^\"]*)\"")
                .matcher(markup)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links)
                .contains("../run/plan.json")
                .anyMatch(link -> link.endsWith(".hlog"))
                .allSatisfy(link -> assertThat(folder.resolve("report")
                                .resolve(URI.create(link).getPath()))
                        .exists());
    }

    @Test
    void terminalSummaryFitsATerminal() throws Exception {
        var summary = Report.read(folder.resolve("run")).terminalSummary();
        assertThat(summary.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(summary).contains("Against blocking, nio", "Smallest detectable", " forks never became steady: ");
    }

    @Test
    void sameFolderGivesTheSameReport() throws Exception {
        Report.read(folder.resolve("run")).writeTo(folder.resolve("report"));
        assertThat(folder.resolve("report/index.html")).hasContent(page);
    }

    @Test
    void tooFewBlocksHaveFiguresAndSayWhyThereIsNoVerdict() throws Exception {
        var report = written("few", SyntheticExperiments.throughput(3).recordingLittle());
        assertThat(report)
                .contains("No verdict: 3 blocks ran, and 4 verdicts that are judged together need at least 8")
                .containsPattern("\\| nio \\| none \\| 1\\.[0-9]{3} \\| [01]\\.[0-9]{3} to 1\\.[0-9]{3} \\| 3 \\|")
                .doesNotContain("is faster than", "What does an exchange cost?", "How long does an exchange take?");
    }

    @Test
    void metricWithoutRatiosGivesAReportThatSaysSo() throws Exception {
        var report = written(
                "zero",
                new SyntheticBundle("zero", 8)
                        .arm("one", Map.of(), 10, 0.01)
                        .arm("none", Map.of(), 0, 0.01)
                        .recordingLittle());
        assertThat(report).contains("No verdict. A fork of none has a figure of 0.0 for score");
    }

    @Test
    void runWithoutASingleForkHasNoReportButItsReasons() throws Exception {
        SyntheticExperiments.throughput(0).write(folder.resolve("empty"));
        assertThatThrownBy(() -> Report.read(folder.resolve("empty")))
                .isInstanceOf(NoForkCounts.class)
                .hasMessageContaining("holds no fork that counts");
        SyntheticExperiments.throughput(3).write(folder.resolve("lost"));
        try (var forks = Files.list(folder.resolve("lost/forks"))) {
            for (Path fork :
                    forks.filter(each -> !each.toString().contains(".invalid-")).toList()) {
                Files.move(fork, fork.resolveSibling(fork.getFileName() + ".invalid-1-late"));
            }
        }
        assertThatThrownBy(() -> Report.read(folder.resolve("lost")))
                .isInstanceOf(NoForkCounts.class)
                .hasMessageContaining("steal was 3.1")
                .hasMessageContaining("late");
    }

    @Test
    void ratesAreALineForEachClientAndMarkedWhereForksAreInvalid() throws Exception {
        var report = written("sweep", SyntheticExperiments.sweep(8));
        assertThat(report)
                .contains("## How long does a response take at which rate?", "## What is each factor worth?")
                .containsPattern("\\| blocking \\| 30,000 \\| 29,970 \\| [0-9,]+ \\| .* \\| 2 \\| 6 \\|");
        assertThat(folder.resolve("sweep-report/index.html"))
                .content()
                .contains("\"invalid\":[30000.0]", "data-kind=\"rates\"");
    }

    @Test
    void percentileWithFewerThanTenSamplesBeyondIsNotTold() throws Exception {
        // 3,000 samples of each of 3 forks: nine lie beyond p99.9 of all. Three forks have no interval either.
        var report = written("short", SyntheticExperiments.throughput(3));
        assertThat(report)
                .contains("| Arm | p50, µs | p90, µs | p99, µs | max, µs |")
                .doesNotContain("p99.9");
    }

    private static String written(String name, SyntheticBundle made) throws Exception {
        var target = folder.resolve(name + "-report");
        Report.read(made.write(folder.resolve(name))).writeTo(target);
        assertThat(List.of("index.html", "summary.md", "summary.csv", "verdicts.json"))
                .allSatisfy(file -> assertThat(target.resolve(file)).exists());
        return Files.readString(target.resolve("summary.md"));
    }
}
