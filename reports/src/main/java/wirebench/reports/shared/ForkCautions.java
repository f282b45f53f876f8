package wirebench.reports.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Fork;
import wirebench.reports.files.RunRecord.Reconciliation;

/// What the forks of a run say against what it found, as sentences. They are the same for a suite and for an
/// experiment, and stand wherever something is claimed.
public final class ForkCautions {
    private static final double PERCENT = 100;

    private ForkCautions() {}

    /// The gravest first; empty if nothing is to be said.
    public static List<String> of(Bundle bundle) {
        var cautions = new ArrayList<String>();
        bundle.strayCaution().ifPresent(cautions::add);
        bundle.run().flatMap(run -> disagreement(run.reconciliation())).ifPresent(cautions::add);
        disturbed(bundle.forks()).ifPresent(cautions::add);
        neverSteady(bundle.forks()).ifPresent(cautions::add);
        return cautions;
    }

    private static Optional<String> disagreement(List<Reconciliation> counts) {
        var apart = counts.stream().filter(count -> !count.agrees()).count();
        return apart == 0
                ? Optional.empty()
                : Optional.of("Client and server counted differently in " + apart + " of " + counts.size()
                        + " cells: these did not measure what they say.");
    }

    /// A suite runs each fork once, and an experiment up to three times: so a fork is disturbed in either way.
    private static Optional<String> disturbed(List<Fork> forks) {
        if (forks.stream().allMatch(fork -> fork.noise().stealPercent().isEmpty())) {
            return Optional.of("How quiet the machine was is not recorded.");
        }
        var all = forks.stream()
                .filter(fork -> fork.disturbed().isPresent() || fork.noise().isStolen())
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        var worst = all.stream()
                .mapToDouble(fork -> fork.noise().stealPercent().orElse(0))
                .max()
                .orElse(0);
        return Optional.of(String.format(
                Locale.ROOT,
                "Disturbed, and counted all the same: %d of %d forks (the hypervisor took at worst %.1f %% of the"
                        + " processor); what they show is not the client alone.",
                all.size(),
                forks.size(),
                worst));
    }

    private static Optional<String> neverSteady(List<Fork> forks) {
        var never = forks.stream().filter(Fork::isNeverSteady).toList();
        if (never.isEmpty()) {
            return Optional.empty();
        }
        var shares =
                never.stream().flatMapToDouble(fork -> compiling(fork).stream()).summaryStatistics();
        var compilers = shares.getCount() == 0
                ? "their figures may still have been moving."
                : String.format(
                        Locale.ROOT,
                        "while they were measured, compilers took %s %% of the client's processor time.",
                        range(PERCENT * shares.getMin(), PERCENT * shares.getMax()));
        return Optional.of(never.size() + " of " + forks.size() + " forks never became steady: " + compilers);
    }

    private static String range(double least, double most) {
        var low = String.format(Locale.ROOT, "%.0f", least);
        var high = String.format(Locale.ROOT, "%.0f", most);
        return low.equals(high) ? low : low + " to " + high;
    }

    /// The compilers' share of a fork's processor time, where both were recorded.
    private static OptionalDouble compiling(Fork fork) {
        var all =
                fork.figure("cost.user").orElse(0) + fork.figure("cost.system").orElse(0);
        var jit = fork.figure("cost.jit");
        return jit.isPresent() && all > 0 ? OptionalDouble.of(jit.getAsDouble() / all) : OptionalDouble.empty();
    }
}
