package wirebench.jmh.command;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import wirebench.jmh.VirtualThreadScheduler;
import wirebench.jmh.experiment.Benchmarks;
import wirebench.jmh.experiment.Benchmarks.Values;
import wirebench.jmh.measure.MeasuredScenario;

/// What parameters of benchmarks take beyond the values that they declare, which are those that plain JMH runs all
/// of.
public final class ParameterChoices {
    private ParameterChoices() {}

    /// The benchmarks of this program, with all that their parameters take.
    public static Benchmarks benchmarks() {
        return Benchmarks.onClassPath(Map.of(
                "scenario",
                new Values("one of " + MeasuredScenario.VALID, value -> isTaken(MeasuredScenario::named, value)),
                "scheduler",
                new Values(
                        "one of " + VirtualThreadScheduler.LABELS,
                        value -> isTaken(VirtualThreadScheduler::named, value)),
                "release",
                new Values("one of same, other", List.of("same", "other")::contains),
                "size",
                new Values(
                        "equal, eighth or a whole number from 1 on", value -> value.matches("equal|eighth|[1-9]\\d*")),
                "transport",
                new Values("one of plain, tls12, tls13", List.of("plain", "tls12", "tls13")::contains)));
    }

    private static boolean isTaken(Consumer<String> reader, String value) {
        try {
            reader.accept(value);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
