package wirebench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way from a result folder to the files that people read.
class ReportTest {
    private static final String HOSTILE = "</script><img src=x>";

    @TempDir
    static Path folder;

    private static String page;
    /// The page without what is inside its scripts and its style sheet.
    private static String markup;

    private static String markdown;
    private static List<String> csv;

    @BeforeAll
    static void writeTheReport() throws Exception {
        SyntheticResult.write(folder.resolve("result"), 3, List.of("plaintext", HOSTILE));
        Report.read(folder.resolve("result")).writeTo(folder.resolve("report"));
        page = Files.readString(folder.resolve("report/index.html"));
        markup = page.replaceAll("(?s)(<(script|style)[^>]*>).*?</\\2>", "$1");
        markdown = Files.readString(folder.resolve("report/summary.md"));
        csv = Files.readAllLines(folder.resolve("report/summary.csv"));
    }

    @Test
    void pageLoadsNothing() {
        assertThat(markup)
                .doesNotContainPattern("(?i)<[^>]*\\s(src|srcset|data)=")
                .doesNotContain("<iframe", "<object", "<embed");
        assertThat(links(markup))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).doesNotContain("://"));
        assertThat(page).contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    }

    @Test
    void linksToRawFilesHold() {
        assertThat(links(page.substring(page.indexOf("id=\"raw\""))))
                .contains("../result/jmh-result.json", "../result/run.json")
                .anyMatch(link -> link.endsWith(".hlog"))
                .allSatisfy(link -> assertThat(folder.resolve("report").resolve(decoded(link)))
                        .exists());
    }

    @Test
    void textFromResultsCannotBecomeMarkup() {
        assertThat(markup).doesNotContain("<img").contains("&lt;/script&gt;&lt;img src=x&gt;");
        assertThat(page).containsPattern("<script type=\"application/json\" id=\"charts\">[^<]+</script>");
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
    }

    @Test
    void everyChartHasItsDataAndATableBelow() {
        var charts = Pattern.compile("<div class=\"chart\" id=\"([^\"]+)\"")
                .matcher(page)
                .results();
        assertThat(charts.map(chart -> chart.group(1)))
                .hasSize(2 * 4 + 3 + 3 + 1)
                .allSatisfy(id -> assertThat(page).contains("\"" + id + "\":{\"summary\""));
    }

    @Test
    void pageBeginsWithWhatIsLearned() {
        assertThat(markup).containsPattern("(?s)<h1>.*With 64 exchanges in flight.*no verdict.*At a glance");
    }

    @Test
    void syntheticResultCannotBeTakenForARealOne() {
        assertThat(page).contains("<h1>wirebench, synthetic (made up by a test) run</h1>", "Nothing here was measured");
        assertThat(markdown).startsWith("# wirebench, synthetic (made up by a test) run\n");
    }

    @Test
    void markdownHasTheSameTables() {
        assertThat(markdown)
                .contains("## At a glance", "## How near to the floor?", "## Run it again", "none: made up by a test")
                .contains(
                        "| Concurrency | Client | k exchanges/s | 95 % interval | Floor, k exchanges/s | 95 % interval | Forks |")
                .doesNotContain("NaN", "null");
    }

    @Test
    void csvHasOneRowForEachFigure() {
        var heading =
                "cell,benchmark,client,concurrency,head,input,scenario,server,metric,unit,forks,value,low95,high95,per_fork";
        assertThat(csv.getFirst()).isEqualTo(heading);
        assertThat(csv).filteredOn(row -> row.contains(",ratio to floor,,3,")).hasSize(24);
        assertThat(csv).filteredOn(row -> row.contains(",score,ops/s,3,")).hasSize(24 + 24 + 6 + 9);
        assertThat(csv)
                .anyMatch(row ->
                        row.startsWith("\"HeadDecode.decode,head=small,input=whole\",HeadDecode.decode,,,small,"));
    }

    @Test
    void terminalSummaryFitsATerminal() throws Exception {
        SyntheticResult.write(folder.resolve("plain"), 3);
        var summary = Report.read(folder.resolve("plain")).terminalSummary();
        assertThat(summary.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(summary).contains("Kept-alive connections", "Caution: This run has 3 blocks");
    }

    @Test
    void aClientOfWhichNothingIsKnownIsInAllTablesAndCharts() throws Exception {
        SyntheticResult.writeWith("a-fourth", folder.resolve("fourth"), 3);
        Report.read(folder.resolve("fourth")).writeTo(folder.resolve("fourth-report"));
        var tables = Files.readString(folder.resolve("fourth-report/summary.md"));
        assertThat(rows(tables, "## Throughput")).containsExactly("a-fourth", "blocking", "nio", "virtual");
        assertThat(rows(tables, "## How near")).containsExactly("a-fourth", "blocking", "nio", "virtual");
        var charts = Files.readString(folder.resolve("fourth-report/index.html"));
        for (String client : List.of("a-fourth", "nio")) {
            assertThat(charts.split(Pattern.quote("\"client\":\"" + client + "\""), -1))
                    .as("lines and bars of " + client)
                    .hasSameSizeAs(charts.split(Pattern.quote("\"client\":\"blocking\""), -1))
                    .hasSizeGreaterThan(4);
        }
    }

    /// The clients with 64 exchanges in flight in the table of a section.
    private static List<String> rows(String markdown, String section) {
        var from = markdown.indexOf("\n" + section);
        var to = markdown.indexOf("\n## ", from + 1);
        return Pattern.compile("(?m)^\\| 64 \\| ([a-z-]+) \\|")
                .matcher(markdown.substring(from, to))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void runOfOneBenchmarkHasOnlyItsSections() throws Exception {
        SyntheticResult.writeCodecsOnly(folder.resolve("codecs"), 1);
        var report = Report.read(folder.resolve("codecs"));
        report.writeTo(folder.resolve("codecs-report"));
        assertThat(report.cells()).isEqualTo(9);
        assertThat(folder.resolve("codecs-report/summary.md"))
                .content()
                .contains("This run measured 9 cells of: ", "Decoding a response head", "no interval: 1 fork")
                .doesNotContain("At a glance", "How near to the floor?", "Do both ends agree?");
    }

    @Test
    void sameResultGivesTheSameReport() throws Exception {
        SyntheticResult.writeCodecsOnly(folder.resolve("again"), 2);
        var report = Report.read(folder.resolve("again"));
        report.writeTo(folder.resolve("again-report"));
        var first = Files.readString(folder.resolve("again-report/index.html"));
        SyntheticResult.writeCodecsOnly(folder.resolve("again"), 2);
        Report.read(folder.resolve("again")).writeTo(folder.resolve("again-report"));
        assertThat(folder.resolve("again-report/index.html")).hasContent(first);
    }

    private static List<String> links(String markup) {
        return Pattern.compile("href=\"([^\"]*)\"")
                .matcher(markup)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String decoded(String link) {
        return URI.create(link).getPath();
    }
}
