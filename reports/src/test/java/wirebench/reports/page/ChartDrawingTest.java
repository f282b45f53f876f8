package wirebench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wirebench.reports.Report;
import wirebench.reports.SyntheticResult;
import wirebench.reports.files.SyntheticExperiments;

/// Draws every chart of whole reports by the page's own scripts and by ECharts, into SVG and without a browser.
class ChartDrawingTest {
    /// What the page has from its style sheet, and the way from the data of a chart to its picture.
    private static final String DRAW = """
            (kind, data, choice, paper, ink) => {
                const theme = { paper, panel: paper, ink, muted: ink, grid: "#c0c0c0", warn: "#c00000", link: "#0050a0",
                    font: "sans-serif", named: (name) => (name.startsWith("other") ? "#404080" : "#208040") };
                const tools = chartTools(() => theme, () => 900);
                const option = chartKinds[kind](tools)(JSON.parse(data), choice);
                const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 900, height: 500 });
                chart.setOption(option);
                const svg = chart.renderToSVGString();
                chart.dispose();
                return svg;
            }""";

    private static final Pattern FIGURE =
            Pattern.compile("<div class=\"chart\" id=\"([^\"]+)\" data-kind=\"([^\"]+)\"");
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"charts\">(.*?)</script>", Pattern.DOTALL);

    /// What is drawn: a path, a line, or whatever else SVG has for marks.
    private static final Pattern MARK = Pattern.compile("<(path|rect|circle|line|polyline|polygon|ellipse) ");

    private static final int FEWEST_MARKS = 8;

    @TempDir
    static Path folder;

    private static Context javaScript;
    private static final List<Path> PAGES = new ArrayList<>();

    @BeforeAll
    static void writeReports() throws Exception {
        SyntheticResult.write(folder.resolve("suite"), 3);
        page("suite");
        SyntheticExperiments.throughput(8)
                .predict("a bound", "nio", "blocking", 0.1, null)
                .write(folder.resolve("experiment"));
        page("experiment");
        SyntheticExperiments.sweep(8).write(folder.resolve("sweep"));
        page("sweep");
        javaScript = Context.newBuilder("js")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
        javaScript.eval("js", "globalThis.setTimeout = () => 0; globalThis.clearTimeout = () => {};"); // nothing moves
        javaScript.eval(source(Html.ECHARTS));
        for (String name : Html.SCRIPTS.subList(0, Html.SCRIPTS.size() - 1)) {
            javaScript.eval(source(name)); // all but what touches the page
        }
    }

    private static void page(String run) throws Exception {
        Path report = folder.resolve(run + "-report");
        Report.read(folder.resolve(run)).writeTo(report);
        PAGES.add(report.resolve("index.html"));
    }

    private static Source source(String name) throws IOException {
        return Source.newBuilder("js", Html.resource(name), name).build();
    }

    @AfterAll
    static void close() {
        javaScript.close();
    }

    @Test
    void everyKindOfChartDrawsRealDataLightAndDark() throws Exception {
        Value draw = javaScript.eval("js", DRAW);
        Set<String> drawn = new TreeSet<>();
        for (Path page : PAGES) {
            String html = Files.readString(page);
            Matcher data = DATA.matcher(html);
            assertThat(data.find()).isTrue();
            JsonNode charts = JsonMapper.shared().readTree(data.group(1));
            Matcher figure = FIGURE.matcher(html);
            while (figure.find()) {
                drawn.add(figure.group(2));
                draw(draw, figure.group(2), charts.get(figure.group(1)), page + "#" + figure.group(1));
            }
        }
        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        javaScript.eval("js", "chartKinds").getMemberKeys());
    }

    private static void draw(Value draw, String kind, JsonNode chart, String where) {
        int choices = Math.max(1, chart.path("choices").size());
        for (int choice = 0; choice < choices; choice++) {
            String light = draw.execute(kind, chart.toString(), choice, "#ffffff", "#101010")
                    .asString();
            String dark = draw.execute(kind, chart.toString(), choice, "#101010", "#f0f0f0")
                    .asString();
            assertThat(light).as(where).startsWith("<svg").doesNotContain("NaN", "undefined");
            assertThat(MARK.matcher(light).results().count()).as(where).isGreaterThanOrEqualTo(FEWEST_MARKS);
            assertThat(dark).as(where).contains("#f0f0f0");
            assertThat(light).as(where).doesNotContain("#f0f0f0");
        }
    }
}
