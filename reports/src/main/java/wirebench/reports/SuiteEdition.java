package wirebench.reports;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The report on a suite: figures with their intervals, and no verdict.
final class SuiteEdition implements Edition {
    private final Results results;
    private final Editor editor;

    SuiteEdition(Results results) {
        this.results = results;
        editor = new Editor(results);
    }

    @Override
    public SequencedMap<String, String> files(Path target) throws ReportException {
        var document = editor.document(RawFiles.of(results, target));
        var files = new LinkedHashMap<String, String>();
        files.put("summary.csv", SuiteCsv.of(results));
        files.put("summary.md", Markdown.of(document));
        files.put("index.html", Html.of(document));
        return files;
    }

    @Override
    public String terminalSummary() {
        var text = new StringBuilder();
        for (Document.Figure figure : editor.tables()) {
            text.append(figure.title()).append('\n');
            figure.table().ifPresent(table -> text.append(table.toText()).append('\n'));
        }
        editor.findings().forEach(finding -> text.append(Terminal.wrapped(finding)));
        Findings.cautions(results).forEach(caution -> text.append(Terminal.wrapped("Note: " + caution)));
        return text.toString();
    }

    @Override
    public int cells() {
        return results.cells().size();
    }
}
