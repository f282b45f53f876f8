package wirebench.jmh.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.config.BufferStrategy;
import wirebench.client.config.ClientConfig;
import wirebench.jmh.folder.RunFailure;

/// **Question.** What memory does an open connection cost, idle and while it waits for an answer, by client and
/// buffering strategy?
///
/// **Expectation.** Idle connections cost little but where buffers live as long as they. Busy ones cost their buffers,
/// and with the blocking client the touched part of a thread's stack; the event loop holds no buffers while it waits.
///
/// **Floor.** The same JVM before it opened a connection: all figures are differences to that.
///
/// **Run.** `java -cp jmh/target/benchmarks.jar wirebench.jmh.program.Memory --client nio --buffers pooled-direct`
///
/// What the machine has room for is looked at first. A cell beyond that is reported with the reason and left out.
/// Exit codes: 0 every cell was measured or left out for a reason; 1 one was lost; 2 wrong options.
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description = "Measures the memory of open connections, each cell in a JVM of its own.")
public final class Memory implements Callable<Integer> {
    private static final int LOST = 1;

    @Spec
    private CommandSpec options = CommandSpec.create(); // picocli puts its own here

    @Option(names = "--client", split = ",", paramLabel = "NAME", description = "of our clients (default: all)")
    private List<String> clients =
            ClientProvider.all().stream().map(ClientProvider::name).toList();

    @Option(
            names = "--buffers",
            split = ",",
            paramLabel = "NAME",
            description = "buffering strategies (default: all that a client knows)")
    private List<String> buffers =
            Arrays.stream(BufferStrategy.values()).map(BufferStrategy::label).toList();

    @Option(names = "--connections", split = ",", paramLabel = "N", description = "how many (default: 1000,10000)")
    private List<Integer> connections = List.of(1000, 10_000);

    @Option(names = "--state", split = ",", paramLabel = "NAME", description = "idle, busy (default: both)")
    private List<String> states = List.of("idle", "busy");

    @Option(names = "--out", paramLabel = "DIR", description = "where results go (jmh/target/memory)")
    private Path out = Path.of("jmh", "target", "memory");

    private final List<MemoryResult> results = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    /// For picocli.
    public Memory() {}

    /// Runs the command and ends the JVM with its exit code.
    ///
    /// @param arguments see `--help`
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs the command.
    ///
    /// @return the exit code
    static int run(String... arguments) {
        return new CommandLine(new Memory())
                .setExecutionExceptionHandler((e, command, _) -> {
                    command.getErr().println("memory: " + e.getMessage());
                    return LOST;
                })
                .execute(arguments);
    }

    /// Carries out the command.
    ///
    /// @return the exit code
    @Override
    public Integer call() throws IOException, InterruptedException {
        List<MemoryCell> cells = cells();
        PrintWriter said = options.commandLine().getOut();
        MachineLimits limits = MachineLimits.now();
        said.println("This machine has " + limits.text() + ".");
        boolean lost = false;
        for (MemoryCell cell : cells) {
            Optional<String> refusal = MachineLimits.now().refusal(cell);
            if (refusal.isPresent()) {
                absent.add(cell + ": left out, " + refusal.get());
            } else {
                lost |= !measured(cell);
            }
            said.println(cell);
        }
        write(limits);
        said.println();
        said.println(summary(limits));
        said.println("Results: " + out.toAbsolutePath().normalize());
        return lost ? LOST : 0;
    }

    private boolean measured(MemoryCell cell) throws IOException, InterruptedException {
        try {
            results.add(MemoryFork.run(cell));
            return true;
        } catch (RunFailure e) {
            absent.add("lost: " + e.getMessage());
            return false;
        }
    }

    private List<MemoryCell> cells() {
        List<MemoryCell> cells = new ArrayList<>();
        try {
            for (String client : clients) {
                for (String each : buffers) {
                    addCells(cells, ClientProvider.named(client), BufferStrategy.named(each));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(options.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return cells;
    }

    private void addCells(List<MemoryCell> cells, ClientProvider client, BufferStrategy strategy) {
        String refusal = refusal(client, strategy);
        if (!refusal.isEmpty()) {
            absent.add(client.name() + ", " + strategy.label() + ": left out, " + refusal);
            return;
        }
        for (int number : connections) {
            if (number < 1) {
                throw new IllegalArgumentException("--connections must be at least 1, not " + number);
            }
            for (String state : states) {
                cells.add(new MemoryCell(client.name(), strategy, number, MemoryCell.State.named(state)));
            }
        }
    }

    /// Why a client does not know a strategy; empty if it does.
    private static String refusal(ClientProvider client, BufferStrategy strategy) {
        ClientConfig config = ClientConfig.DEFAULT.withBuffers(kept -> kept.withStrategy(strategy));
        try (HttpClient opened = client.open(config)) {
            return opened.config().equals(config) ? "" : "it is carried out otherwise";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void write(MachineLimits limits) throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("memory.md"), "# Memory of open connections\n\n" + summary(limits));
        Files.writeString(out.resolve("memory.csv"), MemoryResult.csv(results));
    }

    private String summary(MachineLimits limits) {
        StringBuilder text = new StringBuilder("The machine had " + limits.text() + ".\n\n");
        text.append(MemoryResult.markdown(results));
        if (!absent.isEmpty()) {
            text.append('\n');
            absent.forEach(line -> text.append("- ").append(line).append('\n'));
        }
        return text.toString();
    }
}
