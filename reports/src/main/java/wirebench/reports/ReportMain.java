package wirebench.reports;

import java.nio.file.Path;

/// Writes the report on a run: `RESULT TARGET`.
///
/// Prints the summary and the path of the page. Exits with 2 when called wrongly and with 1 when a file cannot be read
/// or written; both say why in one line.
public final class ReportMain {
    private ReportMain() {}

    /// Writes the report and ends the JVM.
    ///
    /// @param args the result folder and the folder to write to
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        if (args.length != 2) {
            System.err.println("expected two arguments: the result folder and the folder to write the report to");
            return 2;
        }
        try {
            var target = Path.of(args[1]);
            var report = Report.read(Path.of(args[0]));
            report.writeTo(target);
            System.out.println();
            System.out.print(report.terminalSummary());
            System.out.println();
            System.out.println("Report: " + target.resolve("index.html").toAbsolutePath().normalize());
            return 0;
        } catch (ReportException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
