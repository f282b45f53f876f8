package wirebench.reports.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Writes the report as one HTML page that needs nothing else: no server, no network, no other file.
public final class Html {
    static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    static final String STYLE = "page.css";

    private static final Pattern UNIT_BEHIND_NUMBER = Pattern.compile("(?<=[0-9]) (?=%|(?:µs|B|k|M)\\b)");

    private Html() {}

    /// Ours, in the order in which they need each other: what charts share, each kind of chart, and the page.
    static final List<String> SCRIPTS = List.of(
            "shared.js",
            "allocation.js",
            "cells.js",
            "concurrency.js",
            "forks.js",
            "percentiles.js",
            "rates.js",
            "ratios.js",
            "stacked.js",
            "steal.js",
            "timeline.js",
            "page.js");

    /// The parts that are set into the page as they are, without escaping.
    ///
    /// @param style the style sheet
    /// @param library the chart library
    /// @param script ours, which draws
    /// @param charts what it draws: a JSON object by figure
    record Parts(String style, String library, String script, String charts) {}

    /// The document as one page that needs nothing else.
    public static String of(Document document) {
        var engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, Html.class.getClassLoader(), Html.class.getPackageName());
        var values = new TreeMap<String, Object>();
        values.put("document", document);
        values.put("parts", new Parts(resource(STYLE), resource(ECHARTS), script(), charts(document)));
        var page = new StringOutput();
        engine.render("page.jte", values, page);
        return page.toString();
    }

    /// Ties a number to the unit behind it, so that no line ends between them.
    static String tied(String text) {
        return UNIT_BEHIND_NUMBER.matcher(text).replaceAll("\u00a0");
    }

    /// Inside a script element, `</script` would end it and `<!--` confuse it, whatever the string around them.
    private static String charts(Document document) {
        var charts = new TreeMap<String, Chart>();
        for (Document.Section section : document.sections()) {
            for (Document.Figure figure : section.figures()) {
                figure.chart().ifPresent(chart -> charts.put(figure.id(), chart));
            }
        }
        return JsonMapper.builder().build().writeValueAsString(charts).replace("<", "\\u003c");
    }

    /// All of ours, in the order in which they need each other.
    static String script() {
        return SCRIPTS.stream().map(Html::resource).collect(Collectors.joining("\n"));
    }

    static String resource(String name) {
        try (var stream = Html.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not in the jar of the reports module");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
