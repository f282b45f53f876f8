package wirebench.nio;

import wirebench.client.ClientConfig;
import wirebench.client.HttpClient;
import wirebench.contract.HttpClientContract;

final class NioClientContractTest extends HttpClientContract {
    @Override
    protected HttpClient open(ClientConfig config) {
        return new NioProvider().open(config);
    }
}
