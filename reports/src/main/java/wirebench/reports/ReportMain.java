package wirebench.reports;

import java.io.PrintStream;
import java.nio.file.Path;
import wirebench.reports.files.ReportException;

/// Writes the report on a run: `RESULT TARGET`.
///
/// Prints the summary and the path of the page. Exits with 2 when called wrongly and with 1 when a file cannot be
/// read or written; both say why in one line.
public final class ReportMain {
    private ReportMain() {}

    /// Writes the report and ends the JVM.
    ///
    /// @param args the result folder and the folder to write to
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        if (args.length != 2) {
            err.println("expected two arguments: the result folder and the folder to write the report to");
            return 2;
        }
        try {
            var target = Path.of(args[1]);
            var report = Report.read(Path.of(args[0]));
            report.writeTo(target);
            out.println();
            out.print(report.terminalSummary());
            out.println();
            out.println(
                    "Report: " + target.resolve("index.html").toAbsolutePath().normalize());
            return 0;
        } catch (ReportException e) {
            err.println(e.getMessage());
            return 1;
        }
    }
}
