package wirebench.jmh.suite;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import wirebench.jmh.experiment.Size;
import wirebench.jmh.experiment.Warmup;
import wirebench.jmh.folder.CellId;

/// Which cells a run measures, how often, and for how long. Immutable.
/// [RunPlan][wirebench.jmh.run.RunPlan] draws the order.
///
/// @param suite the name of the suite
/// @param blocks how often every cell is run
/// @param warmups iterations that are not measured, in each fork
/// @param iterations iterations that are measured, in each fork
/// @param iterationTime how long each of them takes
/// @param cells what is measured
public record SuitePlan(
        String suite, int blocks, int warmups, int iterations, Duration iterationTime, List<CellId> cells) {
    private static final Duration ITERATION = Duration.ofSeconds(1);
    private static final Duration SHORT_ITERATION = Duration.ofMillis(250);
    private static final Duration ARM_ITERATION = Duration.ofMillis(500);

    /// Of half a second each. The JDK's handshake is so much code that compiling it takes half a minute.
    private static final int HANDSHAKE_WARMUPS = 50;

    private static final int TLS_WARMUPS = 12;

    /// The names of all suites.
    static final List<String> SUITES = List.of(
            "smoke",
            "quick",
            "standard",
            "parser",
            "peers",
            "pools",
            "buffers",
            "pooling",
            "waiting",
            "pipelining",
            "sizes",
            "delay",
            "precautions",
            "handshakes",
            "secured",
            "secure-peers");

    public SuitePlan {
        cells = List.copyOf(cells);
    }

    /// The plan of a suite.
    ///
    /// @throws IllegalArgumentException if there is none of that name; the message lists those that there are
    public static SuitePlan named(String suite) {
        return switch (suite) {
            case "smoke" -> new SuitePlan(suite, 1, 3, 3, ITERATION, WireSuites.smoke());
            case "quick" -> new SuitePlan(suite, 3, 4, 4, ARM_ITERATION, WireSuites.quick());
            case "standard" -> new SuitePlan(suite, 8, 4, 4, ARM_ITERATION, WireSuites.standard());
            case "parser" -> new SuitePlan(suite, 3, 4, 2, SHORT_ITERATION, PartSuites.parser());
            case "peers" -> new SuitePlan(suite, 3, 3, 2, ITERATION, WireSuites.peers());
            case "pools" -> new SuitePlan(suite, 3, 4, 2, SHORT_ITERATION, PartSuites.pools());
            case "buffers" -> ofArms(suite, StrategySuites.buffers());
            case "pooling" -> ofArms(suite, StrategySuites.pooling());
            case "waiting" -> ofArms(suite, StrategySuites.waiting());
            case "pipelining" -> ofArms(suite, StrategySuites.pipelining());
            case "sizes" -> ofArms(suite, StrategySuites.sizes());
            case "delay" -> new SuitePlan(suite, 3, 1, 2, ARM_ITERATION, StrategySuites.delay());
            case "precautions" -> ofArms(suite, StrategySuites.precautions());
            case "handshakes" -> new SuitePlan(suite, 2, HANDSHAKE_WARMUPS, 8, ARM_ITERATION, TlsSuites.handshakes());
            case "secured" -> new SuitePlan(suite, 2, TLS_WARMUPS, 4, ARM_ITERATION, TlsSuites.secured());
            case "secure-peers" -> new SuitePlan(suite, 2, TLS_WARMUPS, 4, ARM_ITERATION, TlsSuites.securePeers());
            default ->
                throw new IllegalArgumentException(
                        "there is no suite '" + suite + "'; choose one of " + String.join(", ", SUITES));
        };
    }

    /// The same with another number of blocks.
    public SuitePlan withBlocks(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("a run has at least 1 fork of each cell, not " + number);
        }
        return new SuitePlan(suite, number, warmups, iterations, iterationTime, cells);
    }

    /// The same with one benchmark only. If the suite has none of that name, those of the largest suite are taken.
    ///
    /// @param wanted the name of a benchmark, or an expression that is found in the id of a cell
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    public SuitePlan only(String wanted) {
        List<CellId> some = matching(cells, wanted);
        if (some.isEmpty()) {
            some = matching(WireSuites.standard(), wanted);
        }
        if (some.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no benchmark '" + wanted + "'; choose one of " + String.join(", ", benchmarks()));
        }
        return new SuitePlan(suite, blocks, warmups, iterations, iterationTime, some);
    }

    /// The same, measured more or less.
    public SuitePlan withSize(Size size) {
        return new SuitePlan(
                suite, size.blocks(), size.warmup().allIterations(), size.iterations(), size.iterationTime(), cells);
    }

    /// How long it measures.
    public Size size() {
        return new Size(blocks, Warmup.of(warmups), iterations, iterationTime);
    }

    /// Forks in the whole run.
    int forks() {
        return blocks * cells.size();
    }

    private static Set<String> benchmarks() {
        Set<String> names = new LinkedHashSet<>();
        WireSuites.standard().forEach(cell -> names.add(cell.type()));
        return names;
    }

    private static List<CellId> matching(List<CellId> cells, String wanted) {
        List<CellId> named = cells.stream()
                .filter(cell ->
                        cell.type().equalsIgnoreCase(wanted) || cell.method().equalsIgnoreCase(wanted))
                .toList();
        return named.isEmpty() ? found(cells, wanted) : named;
    }

    private static List<CellId> found(List<CellId> cells, String expression) {
        try {
            Pattern pattern = Pattern.compile(expression);
            return cells.stream()
                    .filter(cell -> pattern.matcher(cell.toString()).find())
                    .toList();
        } catch (PatternSyntaxException e) {
            return List.of();
        }
    }

    private static SuitePlan ofArms(String suite, List<CellId> cells) {
        return new SuitePlan(suite, 3, 2, 2, ARM_ITERATION, cells);
    }
}
