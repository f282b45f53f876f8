package wirebench.jmh.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import wirebench.machine.noise.NoiseSample;
import wirebench.reports.files.Origin;

/// The world around a run: all that it knows of the machine, the JVM and the time.
public interface Surroundings {
    /// What a run begins with here, and has to go on with.
    ///
    /// @param run its id
    Origin origin(String run);

    /// The machine and the JVM of the forks, by the keys of `run.json`.
    ///
    /// @param forkArguments that all forks had; empty before the first
    Map<String, String> environment(List<String> forkArguments);

    /// The time of day.
    Instant now();

    /// Begins to watch the machine.
    ///
    /// @return tells what was seen since
    Supplier<NoiseSample> watch();
}
