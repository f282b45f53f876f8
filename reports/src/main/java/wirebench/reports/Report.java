package wirebench.reports;

import java.nio.file.Path;
import java.util.LinkedHashMap;

/// The report on one run: read from its result folder, written as a page, as Markdown and as CSV.
///
/// Immutable and thread-safe.
public final class Report {
    private static final int TERMINAL_WIDTH = 100;

    private final Results results;
    private final Editor editor;

    private Report(Results results) {
        this.results = results;
        editor = new Editor(results);
    }

    /// Reads and checks everything in a result folder.
    ///
    /// @param resultFolder holds `jmh-result.json`, `run.json` and, where latencies were recorded, `histograms/`
    /// @throws ReportException if a file is missing or broken; its message says which, and what to do
    public static Report read(Path resultFolder) throws ReportException {
        return new Report(Results.read(resultFolder));
    }

    /// Writes `index.html`, `summary.md` and `summary.csv`, replacing those of an earlier report.
    ///
    /// Each file appears whole or not at all. The page holds all it needs; only its links to raw files lead out.
    ///
    /// @param targetFolder made if it does not exist
    /// @throws ReportException if the folder cannot be written to
    public void writeTo(Path targetFolder) throws ReportException {
        var document = editor.document(RawFiles.of(results, targetFolder));
        var contents = new LinkedHashMap<String, String>();
        contents.put("summary.csv", Csv.of(results));
        contents.put("summary.md", Markdown.of(document));
        contents.put("index.html", Html.of(document));
        WholeFiles.write(targetFolder, contents);
    }

    /// The findings, the tables and the cautions as plain text for a terminal, without colours.
    public String terminalSummary() {
        var text = new StringBuilder();
        for (Document.Figure figure : editor.tables()) {
            text.append(figure.title()).append('\n');
            figure.table().ifPresent(table -> text.append(table.toText()).append('\n'));
        }
        editor.findings().forEach(finding -> text.append(wrapped(finding)));
        Findings.cautions(results).forEach(caution -> text.append(wrapped("Note: " + caution)));
        return text.toString();
    }

    /// How many cells, that is benchmarks with their parameters, the run measured.
    public int cells() {
        return results.cells().size();
    }

    private static String wrapped(String sentence) {
        var lines = new StringBuilder();
        var column = 0;
        for (String word : sentence.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > TERMINAL_WIDTH) {
                lines.append('\n');
                column = 0;
            }
            lines.append(column == 0 ? "" : " ").append(word);
            column += word.length() + (column == 0 ? 0 : 1);
        }
        return lines.append('\n').toString();
    }
}
