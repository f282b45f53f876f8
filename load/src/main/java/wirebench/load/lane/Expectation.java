package wirebench.load.lane;

import java.nio.ByteBuffer;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.protocol.ResponseHead;

/// What every response of a load must look like: a check so cheap that it can be made each time.
///
/// @param status the status code
/// @param bodyOctets octets of the body, chunked coding removed
public record Expectation(int status, long bodyOctets) {
    /// Carries out one exchange and expects that all others answer like it.
    ///
    /// @param client carries it out
    /// @param request what the load will send
    /// @return status and length of the response
    /// @throws ExchangeException if there was no whole response
    public static Expectation observe(HttpClient client, HttpRequest request) throws ExchangeException {
        Check check = new Check();
        client.exchange(request, check);
        return new Expectation(check.status, check.octets);
    }

    /// A handler that looks at one response after another.
    Check check() {
        return new Check(this);
    }

    /// Counts a response instead of keeping it. Serves one exchange at a time and allocates nothing.
    static final class Check implements ResponseHandler {
        private final Expectation expected;
        private int status;
        private long octets;

        private Check() {
            this(new Expectation(0, 0));
        }

        private Check(Expectation expected) {
            this.expected = expected;
        }

        @Override
        public void head(ResponseHead head) {
            status = head.status();
            octets = 0; // a retry begins a second response with the same handler
        }

        @Override
        public void body(ByteBuffer slice) {
            octets += slice.remaining();
        }

        boolean met() {
            return status == expected.status && octets == expected.bodyOctets;
        }

        long octets() {
            return octets;
        }

        int status() {
            return status;
        }

        UnexpectedResponseException mismatch() {
            return new UnexpectedResponseException(expected, new Expectation(status, octets));
        }
    }
}
