package wirebench.blocking;

import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.contract.HttpClientContract;

final class BlockingClientContractTest extends HttpClientContract {
    @Override
    protected HttpClient open(ClientConfig config) {
        return new BlockingProvider().open(config);
    }
}
