package wirebench.client.resilience;

import java.nio.ByteBuffer;
import wirebench.client.ExchangeHandler;
import wirebench.protocol.ResponseHead;

/// Holds the place of a caller's handler where there is none.
enum NobodyElse implements ExchangeHandler {
    INSTANCE;

    @Override
    public void head(ResponseHead head) {}

    @Override
    public void body(ByteBuffer slice) {}

    @Override
    public void completed() {}

    @Override
    public void failed(Throwable failure) {}
}
