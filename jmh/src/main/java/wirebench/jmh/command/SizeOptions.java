package wirebench.jmh.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wirebench.jmh.experiment.Sizes;
import wirebench.jmh.run.Pilot;
import wirebench.reports.files.Precision;
import wirebench.reports.files.Size;

/// The options that say how many blocks a run has, and how long its forks take.
final class SizeOptions {
    private static final double PERCENT = 100;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command; // picocli puts the command here

    @Option(names = "--blocks", paramLabel = "N", description = "forks of each arm; the experiment's if not given")
    private @Nullable Integer blocks;

    @Option(names = "--budget", paramLabel = "TIME", description = "as many blocks as fit, such as 30m or 2h")
    private @Nullable String budget;

    @Option(
            names = "--precision",
            paramLabel = "PERCENT",
            description = "as many blocks as intervals of such a half-width need, such as 2%%, by a pilot of "
                    + "as many as can decide; no more than --budget holds, if given")
    private @Nullable String precision;

    @Option(names = "--quick", description = "3 blocks of short forks: shows that it works, supports no verdict")
    private boolean quick;

    /// Whether any is given.
    boolean given() {
        return blocks != null || budget != null || precision != null || quick;
    }

    /// Refuses what contradicts itself.
    ///
    /// @throws ParameterException if it does
    void check() {
        if (blocks != null && (budget != null || precision != null)) {
            throw misuse("--blocks and " + (budget == null ? "--precision" : "--budget")
                    + " both say how many blocks there are; give one of them");
        }
        if (blocks != null && blocks < 1) {
            throw misuse("--blocks must be at least 1, not " + blocks);
        }
        if (precision != null && quick) {
            throw misuse("--quick supports no verdict, and so has no precision; leave out one of them");
        }
        if (precision != null) {
            share(precision);
        }
    }

    /// The size of a run.
    ///
    /// @param usual if nothing is given
    /// @param arms in each block
    /// @param comparisons that are judged together
    /// @throws ParameterException if the budget holds too little
    Size size(Size usual, int arms, int comparisons) {
        Size size = quick ? Sizes.quick(usual) : usual;
        int pilot = Pilot.blocks(comparisons);
        if (budget != null) {
            int fit = blocksIn(budget, Sizes.time(size.withBlocks(1), arms));
            return size.withBlocks(precision == null ? fit : pilot);
        }
        int usually = precision == null ? size.blocks() : pilot;
        return size.withBlocks(blocks == null ? usually : blocks);
    }

    /// What says how many blocks follow the first.
    ///
    /// @param size of the pilot
    /// @param arms in each block
    /// @param comparisons that are judged together
    /// @return empty if nothing does
    /// @throws ParameterException if the budget holds less than a pilot
    Optional<Precision> precision(Size size, int arms, int comparisons) {
        if (precision == null) {
            return Optional.empty();
        }
        if (budget == null) {
            return Optional.of(Precision.of(share(precision), OptionalInt.empty()));
        }
        int pilot = Pilot.blocks(comparisons);
        int fit = blocksIn(budget, Sizes.time(size.withBlocks(1), arms));
        if (fit < pilot) {
            throw misuse("a budget of " + budget + " holds " + fit + " blocks, and a pilot needs " + pilot);
        }
        return Optional.of(Precision.of(share(precision), OptionalInt.of(fit)));
    }

    /// Insists that no precision is asked for.
    ///
    /// @throws ParameterException if one is
    void refusePrecision(String why) {
        if (precision != null) {
            throw misuse(why);
        }
    }

    private double share(String text) {
        boolean number = text.matches("\\d{1,2}(\\.\\d{1,3})?%");
        double percent = number ? Double.parseDouble(text.substring(0, text.length() - 1)) : 0;
        if (percent <= 0) {
            throw misuse(
                    "--precision '" + text + "' is no precision; write a share above 0% and below 100%, such as 2%");
        }
        return percent / PERCENT;
    }

    private int blocksIn(String text, Duration block) {
        int fit = (int) Math.min(Integer.MAX_VALUE, duration(text).dividedBy(block));
        if (fit < 1) {
            throw misuse("a budget of " + text + " holds no block, which takes about " + block.toSeconds() + "s");
        }
        return fit;
    }

    private Duration duration(String text) {
        if (!text.matches("[1-9]\\d{0,5}[smh]")) {
            throw misuse(
                    "--budget '" + text + "' is not a duration; write a number and its unit, such as 90s, 30m or 2h");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /// The words that give them again.
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (blocks != null) {
            words.addAll(List.of("--blocks", Integer.toString(blocks)));
        }
        if (budget != null) {
            words.addAll(List.of("--budget", budget));
        }
        if (precision != null) {
            words.addAll(List.of("--precision", precision));
        }
        if (quick) {
            words.add("--quick");
        }
        return words;
    }

    private ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }
}
