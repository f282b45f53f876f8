package wirebench.load.lane;

import java.io.IOException;

/// A whole response came, but not the one that the load is about.
public final class UnexpectedResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Creates the exception.
    ///
    /// @param expected what should have come
    /// @param received what came
    public UnexpectedResponseException(Expectation expected, Expectation received) {
        super("the response had status " + received.status() + " and " + received.bodyOctets()
                + " octets of body where status " + expected.status() + " and " + expected.bodyOctets()
                + " octets were expected");
    }
}
