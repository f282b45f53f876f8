package wirebench.virtual;

import wirebench.client.ClientConfig;
import wirebench.client.HttpClient;
import wirebench.contract.HttpClientContract;

final class VirtualClientContractTest extends HttpClientContract {
    @Override
    protected HttpClient open(ClientConfig config) {
        return new VirtualProvider().open(config);
    }
}
