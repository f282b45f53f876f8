package wirebench.jmh.run;

import java.io.PrintStream;
import java.nio.file.Path;
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
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import wirebench.jmh.VirtualThreadScheduler;
import wirebench.jmh.folder.ForkFolder;
import wirebench.jmh.folder.RunFailure;
import wirebench.jmh.profile.LatencyProfiler;
import wirebench.jmh.profile.Lifeline;
import wirebench.jmh.profile.RateProfiler;
import wirebench.jmh.profile.WarmupPauses;
import wirebench.jmh.profile.WorkProfiler;
import wirebench.machine.placement.CpuPlacement;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Size;

/// Runs each arm in a new JVM by JMH.
///
/// @param size how long
/// @param placement which processors the forks' servers are moved to; the forks themselves inherit ours
/// @param log where JMH and the forks print to
/// @param logFile how errors name it
record JmhForks(Size size, CpuPlacement placement, PrintStream log, Path logFile) implements ForkRunner {
    /// For an iteration, which takes a second or little more; a fork that hangs is ended and reported.
    private static final TimeValue TIMEOUT = TimeValue.seconds(90);

    @Override
    public MeasuredFork run(Arm arm, ForkFolder folder) throws RunFailure {
        WarmupScores warmup = new WarmupScores();
        return new MeasuredFork(onlyFork(arm, results(arm, folder, warmup)), warmup.iterations());
    }

    private Collection<RunResult> results(Arm arm, ForkFolder folder, WarmupScores warmup) throws RunFailure {
        try {
            OutputFormat printed = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
            return new Runner(options(arm, folder), warmup.beside(printed)).run();
        } catch (RunnerException e) {
            throw new RunFailure("a fork of " + arm.name() + " was lost: " + reason(e) + "; see " + logFile, e);
        }
    }

    private Options options(Arm arm, ForkFolder folder) {
        TimeValue iteration = TimeValue.milliseconds(size.iterationTime().toMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(arm.benchmark()) + "$")
                .forks(1)
                .warmupIterations(size.warmup().allIterations())
                .warmupTime(iteration)
                .measurementIterations(size.iterations())
                .measurementTime(iteration)
                .timeout(TIMEOUT)
                .shouldFailOnError(true)
                .addProfiler(Lifeline.class, Lifeline.options())
                .jvmArgsAppend(jvmArguments(arm, folder));
        addProfilers(options);
        for (Map.Entry<String, String> parameter : arm.parameters().entrySet()) {
            options.param(parameter.getKey(), parameter.getValue());
        }
        return options.build();
    }

    /// They are asked in this order before an iteration, and in the opposite one after it: so no pause is in
    /// what the others watch, and what they allocate themselves is not counted by the last.
    private void addProfilers(ChainedOptionsBuilder options) {
        if (!size.warmup().pause().isZero()) {
            options.addProfiler(WarmupPauses.class, WarmupPauses.options(size.warmup()));
        }
        options.addProfiler(LatencyProfiler.class)
                .addProfiler(RateProfiler.class)
                .addProfiler(WorkProfiler.class)
                .addProfiler(GCProfiler.class);
    }

    private String[] jvmArguments(Arm arm, ForkFolder folder) {
        List<String> arguments = new ArrayList<>();
        arguments.add("-D" + ForkFolder.PROPERTY + "=" + folder.path().toAbsolutePath());
        if (placement.placesAnybody()) {
            arguments.add("-D" + CpuPlacement.PROPERTY + "=" + placement);
        }
        String scheduler = arm.parameters().get("scheduler");
        if (scheduler != null) {
            arguments.addAll(VirtualThreadScheduler.named(scheduler).jvmArguments());
        }
        arguments.addAll(arm.jvmArguments());
        return arguments.toArray(String[]::new);
    }

    private BenchmarkResult onlyFork(Arm arm, Collection<RunResult> results) throws RunFailure {
        if (results.size() != 1
                || results.iterator().next().getBenchmarkResults().size() != 1) {
            throw new RunFailure("a fork of " + arm.name() + " measured nothing; see " + logFile);
        }
        BenchmarkResult fork =
                results.iterator().next().getBenchmarkResults().iterator().next();
        double score = fork.getPrimaryResult().getScore();
        int iterations = fork.getIterationResults().size();
        if (iterations != size.iterations() || !(score > 0) || Double.isInfinite(score)) {
            throw new RunFailure("a fork of " + arm.name() + " measured " + iterations + " of " + size.iterations()
                    + " iterations with a score of " + score + "; see " + logFile);
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
