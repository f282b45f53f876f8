package wirebench.blocking;

import wirebench.client.ClientConfig;
import wirebench.client.HttpClient;
import wirebench.contract.HttpClientContract;

final class BlockingClientContractTest extends HttpClientContract {
    @Override
    protected HttpClient open(ClientConfig config) {
        return new BlockingProvider().open(config);
    }
}
