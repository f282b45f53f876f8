package wirebench.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.ResilienceStats;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.SystemCalls;
import wirebench.load.open.Arrivals;

/// The report on a load: what it was, and what it measured. Immutable.
///
/// @param url what was put under load
/// @param client name of the implementation
/// @param config what it was told
/// @param concurrency exchanges in flight; of an open loop, connections and threads of a pool
/// @param arrivals when exchanges started; empty if the loop was closed
/// @param warmup what came before the measurement
/// @param warmedUp whether there was a measurement; false if the load was given up before
/// @param measured what was measured; of a load given up during the warm-up, its errors alone
/// @param open what an open loop measured besides; empty of a closed one, or if there was no measurement
/// @param invalid why it is no measurement that counts; empty if it is one
/// @param expected what had to be answered
/// @param patience when it would have been given up
/// @param resilience the retries and refusals in that time
/// @param interrupted whether somebody ended the load before its time
/// @param firstFailure what failed first; null if nothing did
/// @param systemCalls what a pass of its own counted; empty if there was none
record LoadReport(
        String url,
        String client,
        ClientConfig config,
        int concurrency,
        Optional<Arrivals> arrivals,
        Duration warmup,
        boolean warmedUp,
        LoadResult measured,
        Optional<OpenReport> open,
        List<String> invalid,
        ExpectedStatuses expected,
        Patience patience,
        ResilienceStats resilience,
        boolean interrupted,
        @Nullable Throwable firstFailure,
        Optional<SystemCalls> systemCalls) {
    /// Copies the list.
    LoadReport {
        invalid = List.copyOf(invalid);
    }

    /// The same with system calls that were counted afterwards.
    LoadReport with(SystemCalls counted) {
        return new LoadReport(
                url,
                client,
                config,
                concurrency,
                arrivals,
                warmup,
                warmedUp,
                measured,
                open,
                invalid,
                expected,
                patience,
                resilience,
                interrupted,
                firstFailure,
                Optional.of(counted));
    }
}
