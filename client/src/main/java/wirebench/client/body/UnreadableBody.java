package wirebench.client.body;

import java.io.IOException;

/// The source of a request's body failed, and not the connection.
public final class UnreadableBody extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableBody(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
