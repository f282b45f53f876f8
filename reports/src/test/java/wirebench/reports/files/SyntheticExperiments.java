package wirebench.reports.files;

import java.util.List;
import java.util.Map;
import wirebench.reports.statistics.Direction;

/// Made-up experiments that have something of everything.
public final class SyntheticExperiments {
    private SyntheticExperiments() {}

    /// Arms of all verdicts, forks that were lost, and a machine that becomes slower.
    public static SyntheticBundle throughput(int blocks) {
        return new SyntheticBundle("throughput", blocks)
                .arm("blocking", Map.of("client", "blocking"), 60_000, 0.012)
                .arm("nio", Map.of("client", "nio"), 74_000, 0.012)
                .arm("virtual", Map.of("client", "virtual"), 60_100, 0.006)
                .arm("spinning", Map.of("client", "spinning"), 43_000, 0.02)
                .arm("restless", Map.of("client", "restless"), 61_000, 0.14)
                .predict("Event loops are at least a tenth faster", "nio", "blocking", 1.1, null)
                .predict("Virtual threads give the same throughput", "virtual", "blocking", 0.97, 1.03)
                .predict("Spinning does no harm", "spinning", "blocking", 0.95, null)
                .predict("Restless threads are slower", "restless", "blocking", null, 1.0)
                .drifting(0.15)
                .lose("nio", 3, false, "steal was 3.1 % of processor time where 1.0 is the limit")
                .lose("virtual", 5, true, "the fork ended with exit value 137");
    }

    /// Two clients at five rates, compared at each of them, of which one does not keep up with the highest.
    public static SyntheticBundle sweep(int blocks) {
        var sweep = new SyntheticBundle("sweep", blocks).by("response.p99", Direction.LOWER_IS_BETTER);
        for (int rate : List.of(2_000, 5_000, 10_000, 20_000, 30_000)) {
            for (String client : List.of("blocking", "virtual")) {
                var load = rate / (client.equals("virtual") ? 46_000.0 : 33_000.0);
                var figure = 180 / (1 - load);
                sweep.arm(client + "-" + rate, Map.of("client", client, "rate", Integer.toString(rate)), figure, 0.03);
            }
        }
        for (int rate : List.of(5_000, 10_000, 20_000, 30_000)) {
            sweep.compare("virtual-" + rate, "blocking-" + rate);
        }
        for (int block = 1; block <= blocks - 2; block++) {
            sweep.lose("blocking-30000", block, true, "achieved 0.91 of the rate, where 0.99 is the limit");
        }
        return sweep;
    }
}
