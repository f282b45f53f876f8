package wirebench.load.open;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import wirebench.load.Percentile;
import wirebench.load.Reconciliation;

/// What an open loop must have kept to, so that its figures are a measurement of the client; besides, it must not
/// have ended early, or left an exchange without an outcome. Immutable.
///
/// @param rateRatio least share of the arrivals that must have been carried out in the time that they took
/// @param lagShare most that the p99 of the schedule lag may be of the p99 of the response time, which contains it
/// @param lagNanos what the lag may be whatever that share is, since so much does not matter to who asks; 0 for
///     none
/// @param errorShare most errors among all exchanges
/// @param behindShare most that the last arrival may lag, as a share of the duration: more is a backlog that grew
public record Validity(double rateRatio, double lagShare, double lagNanos, double errorShare, double behindShare) {
    /// 99 % of the rate, three tenths of the response time, an error in a thousand, and a hundredth of the
    /// duration. To hand an exchange over costs a wake-up, which is a quarter of what a fast server answers in.
    public static final Validity DEFAULT = new Validity(0.99, 0.3, 0, 0.001, 0.01);

    /// What a lag may be of a bound that is looked for: it moves the answer by no more.
    private static final double LAG_OF_BOUND = 0.1;

    private static final double P99 = 99;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double PERCENT = 100;

    /// The same where a bound on response times is looked for: the lag is held to a tenth of that bound. By its
    /// share of a response time alone a fast answer would be no measurement, and a slow one would be.
    ///
    /// @param nanos the bound
    public Validity forBound(double nanos) {
        return new Validity(rateRatio, 0, LAG_OF_BOUND * nanos, errorShare, behindShare);
    }

    /// Judges a run.
    ///
    /// @param result what was measured
    /// @param reconciliation what both ends counted; empty if the server was not asked
    /// @return why it is no measurement, in words; empty if it is one
    public List<String> reasons(OpenResult result, Optional<Reconciliation> reconciliation) {
        List<String> reasons = new ArrayList<>();
        judgeRate(result, reasons);
        judgeLag(result, reasons);
        judgeErrors(result, reasons);
        judgeGenerator(result, reasons);
        reasons.addAll(result.load().incompleteBecause());
        reconciliation
                .filter(counts -> !counts.agrees())
                .ifPresent(counts -> reasons.add("client and server disagree: the client completed "
                        + counts.clientExchanges() + " exchanges, the server answered " + counts.serverExchanges()));
        return List.copyOf(reasons);
    }

    private void judgeRate(OpenResult result, List<String> reasons) {
        if (result.rateRatio() < rateRatio) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the rate was not reached: %.1f %% of what was offered, less than %.0f %%",
                    result.rateRatio() * PERCENT,
                    rateRatio * PERCENT));
        }
    }

    private void judgeLag(OpenResult result, List<String> reasons) {
        OptionalDouble lag = Percentile.nanos(result.lag(), P99);
        OptionalDouble response = result.load().percentileNanos(P99);
        double limit = Math.max(lagShare * response.orElse(0), lagNanos);
        if (lag.isPresent() && response.isPresent() && lag.getAsDouble() > limit) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the schedule lag is part of what was measured: its p99 of %.0f µs is more than the %.0f µs that may be"
                            + " of a response time's p99 of %.0f µs",
                    lag.getAsDouble() / NANOS_PER_MICRO,
                    limit / NANOS_PER_MICRO,
                    response.getAsDouble() / NANOS_PER_MICRO));
        }
    }

    private void judgeErrors(OpenResult result, List<String> reasons) {
        long errors = result.load().errorCount();
        long exchanges = result.load().begun();
        if (errors > errorShare * exchanges) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%d of %d exchanges failed, more than %.1f %%",
                    errors,
                    exchanges,
                    errorShare * PERCENT));
        }
    }

    private void judgeGenerator(OpenResult result, List<String> reasons) {
        if (result.refused() > 0) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the generator was saturated: %d arrivals found %d exchanges under way and were not sent",
                    result.refused(),
                    result.mostPending()));
        }
        if (result.lastLagNanos() > behindShare * result.windowNanos()) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the generator fell behind: the last arrival was %.0f µs late, more than %.0f %% of the duration",
                    result.lastLagNanos() / NANOS_PER_MICRO,
                    behindShare * PERCENT));
        }
    }
}
