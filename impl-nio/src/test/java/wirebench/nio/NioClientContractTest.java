package wirebench.nio;

import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.contract.HttpClientContract;

final class NioClientContractTest extends HttpClientContract {
    @Override
    protected HttpClient open(ClientConfig config) {
        return new NioProvider().open(config);
    }
}
