package wirebench.reports.statistics.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import wirebench.reports.statistics.Block;
import wirebench.reports.statistics.Interval;
import wirebench.reports.statistics.Means;
import wirebench.reports.statistics.PairedForks;
import wirebench.reports.statistics.StudentT;

/// The times that a session with a known truth came out with: a baseline, its copy, and a candidate that takes a
/// known multiple of their time.
///
/// @param iterations by arm, block and iteration
public record SimulatedSession(List<List<List<Double>>> iterations) {
    static final List<String> ARMS = List.of("baseline", "copy", "candidate");

    private static final int BASELINE = 0;
    private static final int CANDIDATE = 2;
    private static final int ITERATIONS = 5;
    private static final double BETWEEN_ITERATIONS = 0.01;

    /// Each block runs all arms in random order.
    public static SimulatedSession interleaved(NoiseModel noise, int blocks, double ratio, RandomGenerator random) {
        var slots = noise.session(blocks * ARMS.size(), random);
        var session = empty();
        for (int block = 0; block < blocks; block++) {
            var order = shuffled(random);
            for (int arm = 0; arm < ARMS.size(); arm++) {
                session.add(arm, slots[block * ARMS.size() + order[arm]], ratio, random);
            }
        }
        return session;
    }

    /// All forks of one arm, then all of the next, as JMH runs them.
    static SimulatedSession sequential(NoiseModel noise, int forks, double ratio, RandomGenerator random) {
        var slots = noise.session(forks * ARMS.size(), random);
        var session = empty();
        for (int slot = 0; slot < slots.length; slot++) {
            session.add(slot / forks, slots[slot], ratio, random);
        }
        return session;
    }

    private static SimulatedSession empty() {
        return new SimulatedSession(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }

    private void add(int arm, double log, double ratio, RandomGenerator random) {
        var fork = new ArrayList<Double>();
        for (int i = 0; i < ITERATIONS; i++) {
            fork.add((arm == CANDIDATE ? ratio : 1) * Math.exp(log + BETWEEN_ITERATIONS * random.nextGaussian()));
        }
        iterations.get(arm).add(fork);
    }

    private static int[] shuffled(RandomGenerator random) {
        var order = new int[ARMS.size()];
        for (int i = 0; i < order.length; i++) {
            var j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// Draws the blocks of one session.
    public List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        for (int block = 0; block < iterations.getFirst().size(); block++) {
            var scores = new HashMap<String, Double>();
            for (int arm = 0; arm < ARMS.size(); arm++) {
                scores.put(ARMS.get(arm), Means.arithmetic(iterations.get(arm).get(block)));
            }
            blocks.add(new Block(scores));
        }
        return blocks;
    }

    double[] logRatios() {
        return Block.logRatios(blocks(), ARMS.get(CANDIDATE), ARMS.get(BASELINE));
    }

    List<PairedForks> forks() {
        var forks = new ArrayList<PairedForks>();
        for (int block = 0; block < iterations.getFirst().size(); block++) {
            forks.add(new PairedForks(
                    iterations.get(CANDIDATE).get(block),
                    iterations.get(BASELINE).get(block)));
        }
        return forks;
    }

    /// JMH's way to a conclusion: two 99.9 % intervals, in which every iteration of every fork counts as independent,
    /// do not touch.
    boolean isApartByPooledIterations() {
        var candidate = pooled(CANDIDATE);
        var baseline = pooled(BASELINE);
        return candidate.low() > baseline.high() || baseline.low() > candidate.high();
    }

    private Interval pooled(int arm) {
        var all = iterations.get(arm).stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return StudentT.interval(all, 0.001);
    }
}
