package wirebench.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;

/// The promises of [HttpClient]. An implementation's own test extends this and says how a client is opened; the
/// subjects below are run for it.
///
/// ```java
/// final class NioClientContractTest extends HttpClientContract {
///     @Override
///     protected HttpClient open(ClientConfig config) {
///         return new NioClientProvider().open(config);
///     }
/// }
/// ```
/// Each test has a server and clients of its own, and ends with the proof that no thread, descriptor or lease is
/// left.
@ExtendWith(OpensClients.class)
public abstract class HttpClientContract {
    /// Made for JUnit, which makes one for each test.
    protected HttpClientContract() {}

    /// Opens a client of the implementation under test.
    ///
    /// @param config what it is told
    /// @return the client, which the contract closes
    protected abstract HttpClient open(ClientConfig config);

    @Nested
    class Tls extends TlsPromises {}

    @Nested
    class HostNames extends HostNamePromises {}

    @Nested
    class SecureScenarios extends ScenarioPromises {
        @Override
        boolean secure() {
            return true;
        }
    }

    @Nested
    class SecureFaults extends FaultPromises {
        @Override
        boolean secure() {
            return true;
        }
    }

    @Nested
    class SecureRequestBodies extends RequestBodyPromises {
        @Override
        boolean secure() {
            return true;
        }
    }

    @Nested
    class SecureBodyStreams extends StreamPromises {
        @Override
        boolean secure() {
            return true;
        }
    }

    @Nested
    class SecureDemands extends DemandPromises {
        @Override
        boolean secure() {
            return true;
        }
    }

    @Nested
    class SecureStrategies extends StrategyPromises {
        @Override
        boolean secure() {
            return true;
        }
    }

    @Nested
    class Pools extends PoolPromises {}

    @Nested
    class Resilience extends ResiliencePromises {}

    @Nested
    class Pauses extends PausePromises {}

    @Nested
    class Breakers extends BreakerPromises {}

    @Nested
    class Reconnecting extends ReconnectPromises {}

    @Nested
    class Requests extends RequestPromises {}

    @Nested
    class RequestBodies extends RequestBodyPromises {}

    @Nested
    class Scenarios extends ScenarioPromises {}

    @Nested
    class Faults extends FaultPromises {}

    @Nested
    class SizeLimits extends LimitPromises {}

    @Nested
    class Timeouts extends TimeoutPromises {}

    @Nested
    class Misuse extends MisusePromises {}

    @Nested
    class Reuse extends ReusePromises {}

    @Nested
    class StaleConnections extends StaleConnectionPromises {}

    @Nested
    class Concurrency extends ConcurrencyPromises {}

    @Nested
    class Cancellation extends CancellationPromises {}

    @Nested
    class Closing extends ClosingPromises {}

    @Nested
    class Handlers extends HandlerPromises {}

    @Nested
    class BodyStreams extends StreamPromises {}

    @Nested
    class Demands extends DemandPromises {}

    @Nested
    class Flows extends FlowPromises {}

    @Nested
    class Expectations extends ExpectPromises {}

    @Nested
    class RequestSources extends RequestSourcePromises {}

    @Nested
    class WireCases extends WireCasePromises {}

    @Nested
    class WireSplits extends WireSplitPromises {}

    @Nested
    class Strategies extends StrategyPromises {}

    @Nested
    class Events extends EventPromises {}

    @Nested
    class UnderChaos extends ChaosPromises {}
}
