package wirebench.client.wire;

import java.nio.ByteBuffer;
import wirebench.client.ResponseHandler;
import wirebench.protocol.ResponseHead;

/// Receives a response that nobody wants.
final class DiscardingHandler implements ResponseHandler {
    @Override
    public void head(ResponseHead head) {}

    @Override
    public void body(ByteBuffer slice) {}
}
