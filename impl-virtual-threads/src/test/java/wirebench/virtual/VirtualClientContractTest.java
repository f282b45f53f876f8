package wirebench.virtual;

import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.contract.HttpClientContract;

final class VirtualClientContractTest extends HttpClientContract {
    @Override
    protected HttpClient open(ClientConfig config) {
        return new VirtualProvider().open(config);
    }
}
