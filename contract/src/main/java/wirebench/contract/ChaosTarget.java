package wirebench.contract;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Something that chaos asks for, and how it may end besides by a timeout, a cancellation, or a limit of the pool.
///
/// @param method how it is asked for
/// @param path where
/// @param recorded whether it is asked of the peer that records each request, and goes down now and then
/// @param share how often, in proportion to the other targets
/// @param ends `completed`, or kinds of trouble
record ChaosTarget(String method, String path, boolean recorded, int share, Set<String> ends) {
    /// How any exchange may end under chaos: by a deadline of its own, by being cancelled, or by waiting in vain.
    private static final Set<String> ALWAYS = Set.of("timeout", "cancelled", "limit");

    /// What there is to ask for. Another fault is another line.
    static final List<ChaosTarget> TABLE = List.of(
            recorded("GET", 40),
            recorded("POST", 20),
            served("/plaintext", 10, "completed"),
            served("/bytes/100000", 4, "completed"),
            served("/chunked/20000", 4, "completed"),
            served("/close?octets=5000", 4, "completed"),
            served("/delay/5", 4, "completed"),
            served("/fault/reset-before-head", 4, "transport", "truncated"),
            served("/fault/reset-in-body", 4, "transport", "truncated"),
            served("/fault/truncate", 4, "truncated"),
            served("/fault/garbage", 4, "violation"),
            served("/fault/drip?millis=1", 2, "completed"),
            served("/fault/drip?millis=40", 1),
            served("/fault/stall", 1));

    /// Draws one.
    static ChaosTarget draw(RandomGenerator chance) {
        int left = chance.nextInt(TABLE.stream().mapToInt(ChaosTarget::share).sum());
        for (ChaosTarget target : TABLE) {
            left -= target.share;
            if (left < 0) {
                return target;
            }
        }
        throw new AssertionError("shares do not add up");
    }

    /// Whether an exchange with this target may end so.
    boolean mayEnd(String end) {
        return ends.contains(end) || ALWAYS.contains(end);
    }

    private static ChaosTarget recorded(String method, int share) {
        return new ChaosTarget(
                method, "/recorded", true, share, Set.of("completed", "connect", "transport", "truncated"));
    }

    private static ChaosTarget served(String path, int share, String... ends) {
        return new ChaosTarget("GET", path, false, share, Set.of(ends));
    }
}
