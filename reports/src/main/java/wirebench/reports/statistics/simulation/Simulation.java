package wirebench.reports.statistics.simulation;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// Prints how often the intervals and verdicts of this package err, as a Markdown table: a few minutes.
///
/// ```
/// java -cp cli/target/wirebench.jar wirebench.reports.statistics.simulation.Simulation [sessions [seed]]
/// ```
final class Simulation {
    private static final int DRAWS = 500;
    private static final List<Integer> BLOCKS = List.of(6, 8, 10, 20);
    private static final List<String> COLUMNS = List.of(
            "Noise",
            "Blocks",
            "Sign-flip interval covers",
            "t interval covers",
            "Bootstrap interval covers",
            "A/A: pooled, sequential",
            "A/A: pooled, interleaved",
            "A/A: t test",
            "A/A: sign-flip test",
            "A/A: verdict",
            "+10 %: sign-flip test",
            "+10 %: verdict",
            "+10 %: wrong verdict");

    private Simulation() {}

    /// Takes the number of sessions for each line and the seed; both may be left out.
    public static void main(String[] args) {
        var sessions = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        var seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        print(sessions, seed, System.out);
    }

    private static void print(int sessions, long seed, PrintStream out) {
        out.println(row(COLUMNS));
        out.println("| --- " + "| ---: ".repeat(COLUMNS.size() - 1) + "|");
        for (NoiseModel noise : NoiseModel.values()) {
            for (int blocks : BLOCKS) {
                out.println(row(cells(noise, blocks, ErrorRates.of(noise, blocks, sessions, DRAWS, seed))));
            }
        }
    }

    private static List<String> cells(NoiseModel noise, int blocks, ErrorRates rates) {
        return List.of(
                noise.label(),
                Integer.toString(blocks),
                percent(rates.share(rates.coveredBySignFlips)),
                percent(rates.share(rates.coveredByStudent)),
                percent(rates.share(rates.coveredByBootstrap)),
                percent(rates.share(rates.falseBySequentialPooling)),
                percent(rates.share(rates.falseByInterleavedPooling)),
                percent(rates.share(rates.falseByStudent)),
                percent(rates.share(rates.falseBySignFlips)),
                percent(rates.share(rates.falseVerdicts)),
                percent(rates.share(rates.foundBySignFlips)),
                percent(rates.share(rates.foundByVerdict)),
                percent(rates.share(rates.wrongVerdicts)));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
