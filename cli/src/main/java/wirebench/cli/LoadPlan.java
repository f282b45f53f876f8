package wirebench.cli;

import java.time.Duration;
import java.util.Optional;
import wirebench.client.HttpRequest;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.load.Patience;
import wirebench.load.open.Arrivals;

/// The plan that `load` was told to carry out. Immutable.
///
/// @param url what to put under load
/// @param client name of the implementation
/// @param arrivals when exchanges start; empty if the loop is closed
/// @param request sent again and again
/// @param config of the client
/// @param resilience what stands in front of it
/// @param concurrency exchanges in flight; of an open loop, connections and threads of a pool
/// @param warmup what comes before the measurement; may be zero
/// @param duration of the measurement
/// @param patience when it is given up
/// @param expected the statuses that the user expects; empty if none were named
/// @param firstDecides whether the first answer decides which are expected then
record LoadPlan(
        String url,
        String client,
        Optional<Arrivals> arrivals,
        HttpRequest request,
        ClientConfig config,
        ResilienceConfig resilience,
        int concurrency,
        Duration warmup,
        Duration duration,
        Patience patience,
        Optional<StatusSet> expected,
        boolean firstDecides) {}
