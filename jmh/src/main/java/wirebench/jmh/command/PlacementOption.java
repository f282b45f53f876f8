package wirebench.jmh.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wirebench.machine.placement.CpuPlacement;

/// The option that says which processors a run may use.
final class PlacementOption {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command; // picocli puts the command here

    @Option(
            names = "--cpus",
            paramLabel = "client=CPUS,server=CPUS",
            description = "processors for the forks and for their servers, such as client=0,server=1 or client=0-3; by"
                    + " taskset, where there is one")
    private String cpus = "";

    /// What it says.
    ///
    /// @throws IllegalArgumentException if it is not understood, or cannot be had here
    CpuPlacement placement() {
        try {
            CpuPlacement placement = CpuPlacement.parse(cpus);
            if (placement.placesAnybody()) {
                placement.requireAllowed();
            }
            return placement;
        } catch (IllegalArgumentException e) {
            CommandSpec spec = command;
            String message = "--cpus: " + e.getMessage();
            throw spec == null
                    ? new IllegalArgumentException(message, e)
                    : new ParameterException(spec.commandLine(), message, e);
        }
    }

    /// The words that give it again.
    List<String> words() {
        return cpus.isEmpty() ? List.of() : List.of("--cpus", cpus);
    }
}
