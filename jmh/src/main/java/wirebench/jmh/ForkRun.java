package wirebench.jmh;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import wirebench.load.machine.CpuPlacement;

/// Runs one cell in one new JVM, by JMH.
///
/// @param plan how long
/// @param placement which processors the fork's server is moved to; the fork itself inherits ours
/// @param folder where the fork writes its histograms and counts
/// @param log where JMH and the fork print to
record ForkRun(SuitePlan plan, CpuPlacement placement, ResultFolder folder, PrintStream log) {
    /// For an iteration, which takes a second or little more; a fork that hangs is ended and reported.
    private static final TimeValue TIMEOUT = TimeValue.seconds(90);

    /// Runs it.
    ///
    /// @return what it measured
    /// @throws SuiteException if it measured nothing, or less than it should have
    BenchmarkResult run(CellId cell) throws SuiteException {
        return onlyFork(cell, results(cell));
    }

    private Collection<RunResult> results(CellId cell) throws SuiteException {
        try {
            return new Runner(options(cell), OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL)).run();
        } catch (RunnerException e) {
            throw new SuiteException("a fork of " + cell + " was lost: " + reason(e) + "; see " + folder.log(), e);
        }
    }

    private Options options(CellId cell) {
        TimeValue iteration = TimeValue.milliseconds(plan.iterationTime().toMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(cell.benchmark()) + "$")
                .forks(1)
                .warmupIterations(plan.warmups())
                .warmupTime(iteration)
                .measurementIterations(plan.iterations())
                .measurementTime(iteration)
                .timeout(TIMEOUT)
                .shouldFailOnError(true)
                // The last one is asked first after an iteration: what the other allocates is not counted.
                .addProfiler(LatencyProfiler.class)
                .addProfiler(WorkProfiler.class)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(jvmArguments(cell));
        for (Map.Entry<String, String> parameter : cell.parameters().entrySet()) {
            options.param(parameter.getKey(), parameter.getValue());
        }
        return options.build();
    }

    private String[] jvmArguments(CellId cell) {
        List<String> arguments = new ArrayList<>();
        arguments.add("-D" + ResultFolder.PROPERTY + "=" + folder.path().toAbsolutePath());
        if (placement.placesAnybody()) {
            arguments.add("-D" + CpuPlacement.PROPERTY + "=" + placement);
        }
        String scheduler = cell.parameters().get("scheduler");
        if (scheduler != null) {
            arguments.addAll(Scheduler.named(scheduler).jvmArguments());
        }
        return arguments.toArray(String[]::new);
    }

    private BenchmarkResult onlyFork(CellId cell, Collection<RunResult> results) throws SuiteException {
        if (results.size() != 1
                || results.iterator().next().getBenchmarkResults().size() != 1) {
            throw new SuiteException("a fork of " + cell + " measured nothing; see " + folder.log());
        }
        BenchmarkResult fork =
                results.iterator().next().getBenchmarkResults().iterator().next();
        double score = fork.getPrimaryResult().getScore();
        int iterations = fork.getIterationResults().size();
        if (iterations != plan.iterations() || !(score > 0) || Double.isInfinite(score)) {
            throw new SuiteException("a fork of " + cell + " measured " + iterations + " of " + plan.iterations()
                    + " iterations with a score of " + score + "; see " + folder.log());
        }
        return fork;
    }

    /// The innermost message: JMH wraps what a benchmark threw several times.
    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause.getSuppressed().length > 0) {
            return reason(cause.getSuppressed()[0]); // where JMH keeps what the fork threw
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message.lines().findFirst().orElse(cause.toString());
    }
}
