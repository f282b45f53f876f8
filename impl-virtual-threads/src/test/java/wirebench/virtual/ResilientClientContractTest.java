package wirebench.virtual;

import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.BreakerConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilienceListener;
import wirebench.client.resilience.ResilientClient;
import wirebench.client.resilience.RetryConfig;
import wirebench.contract.HttpClientContract;

/// Whoever stands in front of a client keeps its promises, as long as nothing has to be tried again and nobody
/// is left alone.
final class ResilientClientContractTest extends HttpClientContract {
    private static final BreakerConfig PATIENT =
            BreakerConfig.DEFAULT.withThreshold(new BreakerConfig.Threshold.Count(1_000_000, 1_000_000));
    private static final ResilienceConfig ONCE = new ResilienceConfig(RetryConfig.NONE, PATIENT);

    @Override
    protected HttpClient open(ClientConfig config) {
        return ResilientClient.of(new VirtualProvider().open(config), ONCE, ResilienceListener.NONE);
    }
}
