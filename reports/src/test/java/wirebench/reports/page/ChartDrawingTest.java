package wirebench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wirebench.reports.Report;
import wirebench.reports.SyntheticResult;
import wirebench.reports.files.SyntheticExperiments;

/// The page's scripts, run on the data of whole reports with ECharts itself.
@Tag("optimised") // the interpreter of JavaScript is much code to run without the second compiler
class ChartDrawingTest {
    private static final Pattern FIGURE =
            Pattern.compile("<div class=\"chart\" id=\"([^\"]+)\" data-kind=\"([^\"]+)\"");
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"charts\">([^<]+)</script>");
    private static final Set<String> KINDS = kinds();

    private static final String LOOK = """
            (colour) => {
                const tools = chartTools(() => ({ named: colour }), () => 0);
                return (client) => `${tools.clientColour(client)} ${tools.symbol(client)}`;
            }
            """;

    @TempDir
    static Path folder;

    private static final List<Scripts> engines = new ArrayList<>();
    private static final List<Value> browsers = new ArrayList<>();
    private static final List<String> drawn = new ArrayList<>();

    private static List<String> opened = List.of();
    private static Theme theme = Theme.LIGHT;

    /// The colours of the style sheet, in light and, where they differ, in the dark.
    private record Theme(Map<String, String> colours) {
        static final Theme LIGHT = of(false);
        static final Theme DARK = of(true);

        private static Theme of(boolean isDark) {
            var style = Html.resource(Html.STYLE).split(Pattern.quote("@media (prefers-color-scheme: dark)"), 2);
            var colours = new HashMap<>(colours(style[0]));
            if (isDark) {
                colours.putAll(colours(style[1]));
            }
            return new Theme(colours);
        }

        private static Map<String, String> colours(String style) {
            var found = new HashMap<String, String>();
            Pattern.compile("(--[a-z0-9-]+): (#[0-9a-f]{6});")
                    .matcher(style)
                    .results()
                    .forEach(one -> found.putIfAbsent(one.group(1), one.group(2)));
            return found;
        }

        String colour(String name) {
            return colours.getOrDefault(name, "");
        }

        /// Those that only the other one has.
        Set<String> others() {
            var others = new TreeSet<>((equals(DARK) ? LIGHT : DARK).colours.values());
            others.removeAll(colours.values());
            return others;
        }
    }

    @BeforeAll
    @Timeout(180) // JavaScript is interpreted here, which takes its time on a busy machine
    static void openThePages() throws Exception {
        SyntheticResult.write(folder.resolve("suite"), 3);
        open(folder.resolve("suite"));
        open(SyntheticExperiments.throughput(8)
                .predict("a bound", "nio", "blocking", 0.1, null)
                .write(folder.resolve("throughput")));
        open(SyntheticExperiments.sweep(8).write(folder.resolve("sweep")));
        opened = List.copyOf(drawn);
    }

    @AfterAll
    static void closeThePages() {
        engines.forEach(Scripts::close);
    }

    @Test
    void everyKindOfChartHasAScriptOfItsName() {
        assertThat(Html.SCRIPTS)
                .containsAll(KINDS.stream().map(kind -> kind + ".js").toList());
    }

    @Test
    void everyKindOfChartIsDrawn() {
        assertThat(new TreeSet<>(opened)).isEqualTo(KINDS);
    }

    @Test
    @Timeout(180)
    void everyKindOfChartIsDrawnInTheDark() {
        assertThat(new TreeSet<>(drawnIn(Theme.DARK, browsers, "theme", ""))).isEqualTo(KINDS);
    }

    @Test
    void everyChoiceIsDrawn() {
        assertThat(drawnIn(Theme.LIGHT, browsers, "choice", "percentiles"))
                .hasSizeGreaterThan(1)
                .containsOnly("percentiles");
    }

    @Test
    void everyClientHasAColourAndASymbolAndThoseOfTodayKeepTheirs() {
        try (var scripts = new Scripts()) {
            scripts.run("shared.js");
            ProxyExecutable colour = name -> Theme.LIGHT.colour("--" + name[0].asString());
            var look = scripts.function(LOOK).execute(colour);
            assertThat(looks(look, "grid", "a-fourth", "virtual", "nio", "blocking"))
                    .containsExactly(
                            "#aa4499 rect",
                            "#6f5b00 roundRect",
                            "#009e73 triangle",
                            "#0072b2 diamond",
                            "#d55e00 circle");
            assertThat(looks(look, "5", "6", "7", "8", "9", "10", "11", "12", "13"))
                    .doesNotHaveDuplicates()
                    .noneMatch(each -> each.startsWith(" ") || each.contains("undefined"));
        }
    }

    private static List<String> looks(Value look, String... clients) {
        return Arrays.stream(clients)
                .map(client -> look.execute(client).asString())
                .toList();
    }

    /// One kind is enough, since the way to it is the same for all.
    @Test
    void paperDrawsAgainAndSoDoesTheWayBack() {
        var onPaper = drawnIn(Theme.LIGHT, browsers, "beforeprint", "ratios");
        assertThat(onPaper).isNotEmpty().containsOnly("ratios");
        assertThat(drawnIn(Theme.LIGHT, browsers, "afterprint", "ratios")).isEqualTo(onPaper);
    }

    /// @param kind the only kind to draw; empty for all
    private static List<String> drawnIn(Theme chosen, List<Value> pages, String event, String kind) {
        drawn.clear();
        theme = chosen;
        pages.forEach(page -> page.execute(event, kind));
        return List.copyOf(drawn);
    }

    /// More than the frame of axes and legend, nothing that could not be placed, and no colour of the other theme.
    private static void look(Value[] chart) {
        var kind = chart[0].asString();
        var svg = chart[3].asString();
        assertThat(chart[1].asInt()).as("marks of " + kind).isGreaterThan(chart[2].asInt());
        assertThat(svg).as(kind).startsWith("<svg").doesNotContain("NaN", "undefined", "Infinity");
        assertThat(svg).as(kind).contains(theme.colour("--muted")).doesNotContain(theme.others());
    }

    private static void open(Path result) throws Exception {
        var report = result.resolveSibling(result.getFileName() + "-report");
        Report.read(result).writeTo(report);
        var page = Files.readString(report.resolve("index.html"));
        Object[] figures = FIGURE.matcher(page)
                .results()
                .map(found -> ProxyArray.fromArray(found.group(1), found.group(2)))
                .toArray();
        var data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        var scripts = new Scripts();
        engines.add(scripts);
        scripts.run(Html.ECHARTS);
        scripts.run("browser.js");
        ProxyExecutable colour = name -> theme.colour(name[0].asString());
        ProxyExecutable look = chart -> {
            look(chart);
            return drawn.add(chart[0].asString());
        };
        browsers.add(
                scripts.function("openBrowser").execute(ProxyArray.fromArray(figures), data.group(1), colour, look));
        Html.SCRIPTS.forEach(scripts::run);
    }

    /// As their data names them, whatever it is: a record of nothing but nulls and zeros says its kind too.
    private static Set<String> kinds() {
        var kinds = new TreeSet<String>();
        for (Class<?> type : Chart.class.getPermittedSubclasses()) {
            kinds.add(kind(type));
        }
        return kinds;
    }

    private static String kind(Class<?> type) {
        try {
            var constructor = type.getDeclaredConstructors()[0];
            var nothing = Arrays.stream(constructor.getParameterTypes())
                    .map(ChartDrawingTest::nothing)
                    .toArray();
            return ((Chart) constructor.newInstance(nothing)).kind();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == double.class ? 0.0 : null;
    }
}
