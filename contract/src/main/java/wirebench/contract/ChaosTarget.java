package wirebench.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Something that chaos asks for, and how it may end besides by a timeout, a cancellation, or a limit of the pool.
///
/// @param method how it is asked for
/// @param site where
/// @param path what
/// @param share how often, in proportion to the other targets
/// @param ends `completed`, or kinds of trouble
record ChaosTarget(String method, ChaosSite site, String path, int share, Set<String> ends) {
    /// How any exchange may end under chaos: by a deadline of its own, by being cancelled, or by waiting in vain.
    private static final Set<String> ALWAYS = Set.of("timeout", "cancelled", "limit");

    /// What there is to ask for. Another fault is another line.
    static final List<ChaosTarget> TABLE = table();

    private static List<ChaosTarget> table() {
        List<ChaosTarget> table = new ArrayList<>(served(ChaosSite.PLAIN));
        table.addAll(served(ChaosSite.SECURE));
        table.addAll(List.of(
                recorded("GET", 50),
                recorded("POST", 25),
                plaintext(ChaosSite.SILENT, 1),
                plaintext(ChaosSite.SILENT_BEHIND_TLS, 1),
                plaintext(ChaosSite.RESETTING, 2, "connect", "transport", "truncated"),
                plaintext(ChaosSite.FULL, 1, "connect", "transport"),
                plaintext(ChaosSite.FLAPPING, 10, "completed", "connect", "transport", "truncated"),
                plaintext(ChaosSite.SLOW_TO_SHAKE_HANDS, 1, "completed"),
                plaintext(ChaosSite.CUTTING_RECORDS, 2, "truncated")));
        return List.copyOf(table);
    }

    private static List<ChaosTarget> served(ChaosSite site) {
        return List.of(
                get(site, "/plaintext", 10, "completed"),
                get(site, "/bytes/100000", 4, "completed"),
                get(site, "/chunked/20000", 4, "completed"),
                get(site, "/close?octets=5000", 4, "completed"),
                get(site, "/delay/5", 4, "completed"),
                get(site, "/fault/reset-before-head", 3, "transport", "truncated"),
                get(site, "/fault/reset-in-head", 2, "transport", "truncated"),
                get(site, "/fault/reset-in-body", 3, "transport", "truncated"),
                get(site, "/fault/truncate", 3, "truncated"),
                get(site, "/fault/truncate-record", 3, "truncated"),
                get(site, "/fault/half-close", 3, "completed"),
                get(site, "/fault/garbage", 3, "violation"),
                get(site, "/fault/storm?percent=50&seed=1", 3, "completed"),
                get(site, "/fault/flaky?percent=50&seed=1", 3, "completed", "transport", "truncated"),
                get(site, "/fault/drip?millis=1", 2, "completed"),
                get(site, "/fault/drip?millis=1&in=body", 1, "completed"),
                get(site, "/fault/drip?millis=40", 1),
                get(site, "/fault/stall-in-head", 1),
                get(site, "/fault/stall-in-body", 1),
                get(site, "/fault/stall", 1));
    }

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
        Set<String> ends = Set.of("completed", "connect", "transport", "truncated");
        return new ChaosTarget(method, ChaosSite.RECORDED, "/recorded", share, ends);
    }

    private static ChaosTarget plaintext(ChaosSite site, int share, String... ends) {
        return get(site, "/plaintext", share, ends);
    }

    private static ChaosTarget get(ChaosSite site, String path, int share, String... ends) {
        return new ChaosTarget("GET", site, path, share, Set.of(ends));
    }
}
