package wirebench.reports.suite;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import wirebench.reports.files.ReportException;
import wirebench.reports.files.Results;
import wirebench.reports.page.Document;
import wirebench.reports.page.Html;
import wirebench.reports.page.Markdown;
import wirebench.reports.page.Terminal;
import wirebench.reports.shared.RawFiles;
import wirebench.reports.shared.RunReport;

/// The report on a suite: figures with their intervals, and no verdict.
public final class SuiteReport implements RunReport {
    private final Results results;
    private final SuiteDocument editor;

    public SuiteReport(Results results) {
        this.results = results;
        editor = new SuiteDocument(results);
    }

    @Override
    public SequencedMap<String, String> files(Path target) throws ReportException {
        var document = editor.document(RawFiles.of(results.bundle(), target));
        var files = new LinkedHashMap<String, String>();
        files.put("summary.csv", SuiteCsv.of(results));
        files.put("summary.md", Markdown.of(document));
        files.put("index.html", Html.of(document));
        return files;
    }

    @Override
    public String terminalSummary() {
        var text = new StringBuilder();
        Findings.cautions(results).forEach(caution -> text.append(Terminal.wrapped("Caution: " + caution)));
        text.append('\n');
        for (Document.Figure figure : editor.tables()) {
            text.append(figure.title()).append('\n');
            figure.table().ifPresent(table -> text.append(table.toText()).append('\n'));
        }
        editor.findings().forEach(finding -> text.append(Terminal.wrapped(finding)));
        return text.toString();
    }

    @Override
    public int cells() {
        return results.cells().size();
    }
}
