package wirebench.contract;

import java.nio.ByteBuffer;
import wirebench.client.ResponseHandler;
import wirebench.protocol.ResponseHead;

/// Receives a response and opens a latch at the first octets of its body.
final class TellsOfBody implements ResponseHandler {
    private final Latch begun;

    TellsOfBody(Latch begun) {
        this.begun = begun;
    }

    @Override
    public void head(ResponseHead head) {}

    @Override
    public void body(ByteBuffer slice) {
        begun.open();
    }
}
