package wirebench.load.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Timings;
import wirebench.protocol.ResponseHead;

/// Sends the same request again and again through a client and checks each response; one kind for each native mode
/// of a closed loop, and one for an open loop in either.
public final class ClientLane {
    private ClientLane() {}

    /// On the calling thread.
    public static final class Synchronous implements SynchronousLane {
        private final HttpClient client;
        private final HttpRequest request;
        private final Expectation.Check check;

        public Synchronous(HttpClient client, HttpRequest request, Expectation expectation) {
            this.client = client;
            this.request = request;
            check = expectation.check();
        }

        @Override
        public long exchange() throws IOException {
            client.exchange(request, check);
            if (!check.met()) {
                throw check.mismatch();
            }
            return check.octets();
        }
    }

    /// On the client's event loops; the lane is the handler itself, so that nothing is allocated per exchange.
    public static final class Asynchronous implements AsynchronousLane, ExchangeHandler {
        private final HttpClient client;
        private final HttpRequest request;
        private final Expectation.Check check;
        private Completion completion = new Ignored();

        public Asynchronous(HttpClient client, HttpRequest request, Expectation expectation) {
            this.client = client;
            this.request = request;
            check = expectation.check();
        }

        @Override
        public void start(Completion told) {
            completion = told;
            client.start(request, this);
        }

        @Override
        public void head(ResponseHead head) {
            check.head(head);
        }

        @Override
        public void body(ByteBuffer slice) {
            check.body(slice);
        }

        @Override
        public void completed() {
            if (check.met()) {
                completion.completed(check.octets());
            } else {
                completion.failed(check.mismatch());
            }
        }

        @Override
        public void failed(Throwable failure) {
            completion.failed(failure);
        }
    }

    /// In either mode, with the wait for its connection.
    public static final class Open implements OpenLane, ExchangeHandler {
        private final HttpClient client;
        private final HttpRequest request;
        private final Expectation.Check check;
        private final Timings timings = new Timings();
        private Completion completion = new Ignored();

        public Open(HttpClient client, HttpRequest request, Expectation expectation) {
            this.client = client;
            this.request = request;
            check = expectation.check();
        }

        @Override
        public long exchange() throws IOException {
            client.exchange(request, this);
            if (!check.met()) {
                throw check.mismatch();
            }
            return check.octets();
        }

        @Override
        public void start(Completion told) {
            completion = told;
            client.start(request, this);
        }

        @Override
        public Timings timings() {
            return timings;
        }

        @Override
        public long acquireNanos() {
            return timings.acquiredNanos();
        }

        @Override
        public void head(ResponseHead head) {
            check.head(head);
        }

        @Override
        public void body(ByteBuffer slice) {
            check.body(slice);
        }

        @Override
        public void completed() {
            if (check.met()) {
                completion.completed(check.octets());
            } else {
                completion.failed(check.mismatch());
            }
        }

        @Override
        public void failed(Throwable failure) {
            completion.failed(failure);
        }
    }

    /// Before the first start nothing can complete.
    private static final class Ignored implements AsynchronousLane.Completion {
        @Override
        public void completed(long bodyOctets) {}

        @Override
        public void failed(Throwable failure) {}
    }
}
