package wirebench.reports.statistics.simulation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import wirebench.reports.statistics.Direction;
import wirebench.reports.statistics.Family;
import wirebench.reports.statistics.HierarchicalBootstrap;
import wirebench.reports.statistics.Verdict;

/// How often the statistics were right and wrong over many sessions with a known truth. Counts; [#share(int)] makes
/// them shares.
///
/// Half of the sessions have a candidate that equals the baseline, the other half one that takes longer.
///
/// Not thread-safe; filled by one simulation.
final class ErrorRates {
    /// What the slower candidate's time is multiplied by.
    static final double SLOWDOWN = 1.10;

    private static final Family FAMILY = Family.againstBaseline(
            SimulatedSession.ARMS.get(0),
            SimulatedSession.ARMS.get(1),
            SimulatedSession.ARMS.subList(2, 3),
            Direction.LOWER_IS_BETTER);

    private final NoiseModel noise;
    private final int blocks;
    private final int sessions;
    private final int draws;

    int coveredBySignFlips;
    int coveredByStudent;
    int coveredByBootstrap;
    int falseBySequentialPooling;
    int falseByInterleavedPooling;
    int falseByStudent;
    int falseBySignFlips;
    int falseVerdicts;
    int foundBySignFlips;
    int foundByVerdict;
    int wrongVerdicts;

    private ErrorRates(NoiseModel noise, int blocks, int sessions, int draws) {
        this.noise = noise;
        this.blocks = blocks;
        this.sessions = sessions;
        this.draws = draws;
    }

    /// Simulates; the same arguments give the same counts.
    ///
    /// @param sessions of each kind
    /// @param draws of each bootstrap
    static ErrorRates of(NoiseModel noise, int blocks, int sessions, int draws, long seed) {
        var random = new SplittableRandom(seed);
        var rates = new ErrorRates(noise, blocks, sessions, draws);
        for (int i = 0; i < sessions; i++) {
            rates.addEqual(random);
            rates.addSlower(random);
        }
        return rates;
    }

    double share(int count) {
        return (double) count / sessions;
    }

    private void addEqual(RandomGenerator random) {
        if (SimulatedSession.sequential(noise, blocks, 1, random).isApartByPooledIterations()) {
            falseBySequentialPooling++;
        }
        var session = SimulatedSession.interleaved(noise, blocks, 1, random);
        if (session.isApartByPooledIterations()) {
            falseByInterleavedPooling++;
        }
        var verdict = judge(session, random);
        var evidence = verdict.figures().orElseThrow();
        if (!evidence.student().contains(1)) {
            falseByStudent++;
        }
        if (evidence.p() <= Family.LEVEL) {
            falseBySignFlips++;
        }
        if (verdict instanceof Verdict.Faster || verdict instanceof Verdict.Slower) {
            falseVerdicts++;
        }
    }

    private void addSlower(RandomGenerator random) {
        var session = SimulatedSession.interleaved(noise, blocks, SLOWDOWN, random);
        var verdict = judge(session, random);
        var evidence = verdict.figures().orElseThrow();
        if (evidence.interval().contains(SLOWDOWN)) {
            coveredBySignFlips++;
        }
        if (evidence.student().contains(SLOWDOWN)) {
            coveredByStudent++;
        }
        if (HierarchicalBootstrap.interval(session.forks(), Family.LEVEL, draws, random.nextLong())
                .contains(SLOWDOWN)) {
            coveredByBootstrap++;
        }
        if (evidence.p() <= Family.LEVEL && evidence.ratio() > 1) {
            foundBySignFlips++;
        }
        count(verdict);
    }

    private void count(Verdict verdict) {
        switch (verdict) {
            case Verdict.Slower slower -> foundByVerdict++;
            case Verdict.Faster faster -> wrongVerdicts++;
            case Verdict.Equivalent same -> wrongVerdicts += same.evidence().margin() < SLOWDOWN - 1 ? 1 : 0;
            case Verdict.Inconclusive open -> {}
            case Verdict.Invalid invalid -> {}
        }
    }

    private static Verdict judge(SimulatedSession session, RandomGenerator random) {
        return FAMILY.judge(session.blocks(), random.nextLong()).getFirst();
    }
}
