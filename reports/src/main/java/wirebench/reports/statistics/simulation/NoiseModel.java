package wirebench.reports.statistics.simulation;

import java.util.random.RandomGenerator;

/// The effect of a machine on the figures of forks that run one after another, as made up for the simulation.
///
/// The sizes are those seen on a shared virtual machine with two cores, and beyond.
public enum NoiseModel {
    /// Forks differ by 5 % and nothing else happens.
    LOGNORMAL("lognormal forks", 0.05, 0, 0, 0),
    /// A neighbour comes and goes: an autoregressive process with a standard deviation of 20 % over the session, of
    /// which 95 % stay from fork to fork.
    DRIFT("AR(1) drift", 0.03, 0.20, 0, 0),
    /// One fork in ten has its processor stolen, by an amount with a heavy tail.
    STEAL("heavy-tailed steal", 0.03, 0, 0.10, 0),
    /// Three forks in ten are compiled or scheduled in another way and take twice the time.
    TWO_MODES("two modes", 0.02, 0, 0, 0.30),
    /// All of these together.
    EVERYTHING("all of these", 0.05, 0.20, 0.10, 0.30);

    private static final double STAYS = 0.95;
    private static final double OTHER_MODE = Math.log(2);
    private static final double TAIL = 1.5;

    private final String label;
    private final double forks;
    private final double drift;
    private final double stolen;
    private final double otherMode;

    NoiseModel(String label, double forks, double drift, double stolen, double otherMode) {
        this.label = label;
        this.forks = forks;
        this.drift = drift;
        this.stolen = stolen;
        this.otherMode = otherMode;
    }

    String label() {
        return label;
    }

    /// The logarithm of the factor on the time of each fork, in the order they run.
    double[] session(int count, RandomGenerator random) {
        var logs = new double[count];
        var neighbour = drift * random.nextGaussian();
        for (int i = 0; i < count; i++) {
            logs[i] = neighbour + forks * random.nextGaussian() + steal(random) + mode(random);
            neighbour = STAYS * neighbour + drift * Math.sqrt(1 - STAYS * STAYS) * random.nextGaussian();
        }
        return logs;
    }

    /// Pareto with an infinite variance, from 10 % up.
    private double steal(RandomGenerator random) {
        return random.nextDouble() < stolen ? Math.log1p(0.1 * Math.pow(1 - random.nextDouble(), -1 / TAIL)) : 0;
    }

    private double mode(RandomGenerator random) {
        return random.nextDouble() < otherMode ? OTHER_MODE : 0;
    }
}
