package wirebench.server.answer;

import java.nio.ByteBuffer;
import java.util.List;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;
import wirebench.server.http.Step;

/// One of several answers, drawn for each request: the n-th draw of a loop is decided by the seed and n, so a
/// sequence of requests to a server with one loop repeats exactly when it starts anew.
final class SeededAnswer implements Answer {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final Parameter percent;
    private final Parameter seed;
    private final Answer good;
    private final List<Answer> faults;
    private long draws;

    /// @param scenario that has a `percent` and a `seed`
    /// @param faults drawn with the same probability each
    SeededAnswer(Scenario scenario, Answer good, List<Answer> faults) {
        this.percent = scenario.parameter("percent");
        this.seed = scenario.parameter("seed");
        this.good = good;
        this.faults = faults;
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        Progress progress = exchange.progress();
        if (progress.drawn < 0) {
            progress.drawn = draw(exchange.arguments());
        }
        Answer answer = progress.drawn == 0 ? good : faults.get(progress.drawn - 1);
        return answer.write(exchange, in, out);
    }

    /// Zero for the good answer, otherwise the fault's number.
    private int draw(Arguments arguments) {
        long bits = mixed(arguments.get(seed) + ++draws * GOLDEN_GAMMA);
        boolean fails = Long.remainderUnsigned(bits, 100) < arguments.get(percent);
        return fails ? 1 + (int) Long.remainderUnsigned(bits >>> 32, faults.size()) : 0;
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): every bit of the input changes half of the
    /// output.
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
