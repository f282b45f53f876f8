package wirebench.jmh.command;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import wirebench.client.ClientProvider;
import wirebench.jmh.VirtualThreadScheduler;
import wirebench.jmh.experiment.Benchmarks;
import wirebench.jmh.experiment.Benchmarks.Values;
import wirebench.jmh.measure.MeasuredScenario;
import wirebench.jmh.peers.Peers;

/// Values that parameters of benchmarks take beyond those that they declare, which are those that plain JMH runs all
/// of. A client is any that is on the class path.
public final class ParameterChoices {
    private ParameterChoices() {}

    /// The benchmarks of this program, with all that their parameters take.
    public static Benchmarks benchmarks() {
        return Benchmarks.onClassPath(Map.of(
                "client",
                Values.oneOf(
                        ClientProvider.all().stream().map(ClientProvider::name).toList()),
                "scenario",
                new Values(
                        "one of " + MeasuredScenario.VALID,
                        value -> isTaken(MeasuredScenario::named, value),
                        List.of()),
                "scheduler",
                new Values(
                        "one of " + VirtualThreadScheduler.LABELS,
                        value -> isTaken(VirtualThreadScheduler::named, value),
                        List.of()),
                "release",
                Values.oneOf(List.of("same", "other")),
                "size",
                new Values(
                        "equal, eighth or a whole number from 1 on",
                        value -> value.matches("equal|eighth|[1-9]\\d*"),
                        List.of()),
                "peer",
                Values.oneOf(Peers.names()),
                "transport",
                Values.oneOf(List.of("plain", "tls12", "tls13"))));
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
