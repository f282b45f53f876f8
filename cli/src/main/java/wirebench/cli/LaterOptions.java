package wirebench.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Options that other programs may already give, but that this version cannot carry out. To pass over them in
/// silence would give wrong results, and "unknown" would look like a typing mistake.
final class LaterOptions {
    private LaterOptions() {}

    /// Makes a command refuse options.
    static void refuse(CommandLine command, String... names) {
        for (String name : names) {
            command.getCommandSpec().addOption(refused(name));
        }
    }

    private static OptionSpec refused(String name) {
        return OptionSpec.builder(name)
                .hidden(true)
                .arity("0..1")
                .type(String.class)
                .parameterConsumer((_, _, command) -> {
                    throw new ParameterException(command.commandLine(), name + " is not supported yet by this version");
                })
                .build();
    }
}
