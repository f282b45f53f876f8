package wirebench.contract;

import org.junit.jupiter.api.Nested;
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
public abstract class HttpClientContract {
    /// Made for JUnit, which makes one for each test.
    protected HttpClientContract() {}

    /// Opens a client of the implementation under test.
    ///
    /// @param config what it is told
    /// @return the client, which the contract closes
    protected abstract HttpClient open(ClientConfig config);

    @Nested
    class Tls extends TlsPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class SecureScenarios extends ScenarioPromises {
        @Override
        boolean secure() {
            return true;
        }

        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class SecureFaults extends FaultPromises {
        @Override
        boolean secure() {
            return true;
        }

        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class SecureRequestBodies extends RequestBodyPromises {
        @Override
        boolean secure() {
            return true;
        }

        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class SecureBodyStreams extends StreamPromises {
        @Override
        boolean secure() {
            return true;
        }

        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class SecureDemands extends DemandPromises {
        @Override
        boolean secure() {
            return true;
        }

        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class SecureStrategies extends StrategyPromises {
        @Override
        boolean secure() {
            return true;
        }

        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Pools extends PoolPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Resilience extends ResiliencePromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Pauses extends PausePromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Breakers extends BreakerPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Reconnecting extends ReconnectPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Requests extends RequestPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class RequestBodies extends RequestBodyPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Scenarios extends ScenarioPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Faults extends FaultPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class SizeLimits extends LimitPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Timeouts extends TimeoutPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Misuse extends MisusePromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Reuse extends ReusePromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class StaleConnections extends StaleConnectionPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Cancellation extends CancellationPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Closing extends ClosingPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Handlers extends HandlerPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class BodyStreams extends StreamPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Demands extends DemandPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Flows extends FlowPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Expectations extends ExpectPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class RequestSources extends RequestSourcePromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class WireCases extends WireCasePromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class WireSplits extends WireSplitPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Strategies extends StrategyPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class Events extends EventPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }

    @Nested
    class UnderChaos extends ChaosPromises {
        @Override
        HttpClient open(ClientConfig config) {
            return HttpClientContract.this.open(config);
        }
    }
}
