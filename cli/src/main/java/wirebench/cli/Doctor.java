package wirebench.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import wirebench.machine.doctor.Checkup;
import wirebench.machine.doctor.Finding;
import wirebench.machine.doctor.Vitals;
import wirebench.machine.fingerprint.Fingerprint;
import wirebench.server.config.ServerConfig;

/// `wirebench doctor`: looks at the machine before a measurement, and changes nothing.
@Command(
        name = "doctor",
        header = "Check whether this machine is fit to measure on, and say what to do about what is not.",
        abbreviateSynopsis = true,
        footer = {
            "",
            "It watches the machine for a second and changes nothing: the commands it names are for you to run, or"
                    + " not.",
            "",
            "Examples:",
            "  wirebench doctor",
            "  wirebench doctor --json"
        })
final class Doctor implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Streams streams;

    @Option(names = "--json", description = "Print one JSON object, with the machine's fingerprint, instead of text.")
    private boolean json;

    Doctor(Streams streams) {
        this.streams = streams;
    }

    /// Carries out the command.
    ///
    /// @return the exit code
    @Override
    public Integer call() throws InterruptedException {
        Fingerprint machine = Fingerprint.read();
        Vitals vitals = Vitals.take(LOOK);
        List<Finding> findings = Checkup.of(machine, vitals, ServerConfig.DEFAULT.backlog());
        Output out = new Output(streams.out());
        if (json) {
            out.println(DoctorReport.json(machine, findings));
        } else {
            DoctorReport.text(machine, findings, streams.outAnsi()).forEach(out::println);
        }
        return exitCode(findings).number();
    }

    static ExitCode exitCode(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.SPOILS)
                ? ExitCode.UNFIT
                : ExitCode.OK;
    }
}
