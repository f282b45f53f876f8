package wirebench.client;

import java.io.IOException;

/// The source of a request's body failed, and not the connection.
final class UnreadableBody extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableBody(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
