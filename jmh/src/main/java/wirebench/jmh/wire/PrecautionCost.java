package wirebench.jmh.wire;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeHandler;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.jmh.InMemoryBenchmark;
import wirebench.load.lane.NullClient;
import wirebench.protocol.ResponseHead;

/// **Question.** What do retries and a circuit breaker take and allocate for an exchange that goes well?
///
/// The client behind them answers from memory, so that noise of sockets does not hide it.
///
/// **Expectation.** No octet, and 200 ns at most: 2 % of an exchange of 10 µs, which is what the fastest client takes.
///
/// **Floor.** The arm `none`.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar PrecautionCost -prof gc`
public class PrecautionCost extends InMemoryBenchmark {
    /// What stands in front of the client. See [Precaution].
    @Param({"none", "retries", "breaker", "all"})
    String precaution = "";

    private final HttpRequest request = HttpRequest.get("http://127.0.0.1/");
    private final Seen seen = new Seen();
    private @Nullable HttpClient client;

    /// For JMH.
    public PrecautionCost() {}

    /// Puts it there.
    @Setup
    public void open() {
        client = Precaution.named(precaution).inFrontOf(new NullClient(ExecutionModel.EVENT_LOOPS));
    }

    /// Takes it away.
    @TearDown
    public void close() {
        client().close();
    }

    /// An exchange that the calling thread waits for.
    ///
    /// @return its status
    /// @throws ExchangeException never
    @Benchmark
    public int exchange() throws ExchangeException {
        client().exchange(request, seen, Deadline.NEVER);
        return seen.status;
    }

    /// An exchange that is started.
    ///
    /// @return its status, and how many have completed
    @Benchmark
    public long start() {
        client().start(request, seen, Deadline.NEVER);
        return seen.status + seen.completed;
    }

    private HttpClient client() {
        return Objects.requireNonNull(client);
    }

    private static final class Seen implements ExchangeHandler {
        private int status;
        private long completed;

        @Override
        public void head(ResponseHead head) {
            status = head.status();
        }

        @Override
        public void body(ByteBuffer slice) {
            slice.position(slice.limit());
        }

        @Override
        public void completed() {
            completed++;
        }

        @Override
        public void failed(Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
