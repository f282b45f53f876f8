package wirebench.jmh.wire;

import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import wirebench.jmh.measure.WireParameters;

/// **Question.** How many exchanges do off-the-shelf clients complete in a second, where [KeepAlive] asks the same of
/// ours?
///
/// **Expectation.** Each stays below ours of its own model, for it does more: headers by name, cookies, redirects,
/// bodies as streams. Of the blocking ones, those on platform threads beat those on virtual ones by less than they
/// differ among each other.
///
/// **Floor.** [Floor] with the same parameters, as for [KeepAlive].
///
/// **Run.** `java -jar jmh/target/benchmarks.jar PeerExchange -p peer=apache-lax-virtual -p concurrency=64 -p
/// server=child -prof gc`. The peer `netty-epoll` needs Linux and a jar built with `-Pepoll`.
@OperationsPerInvocation(PeerExchange.BATCH)
public class PeerExchange extends PeerBenchmark {
    static final int BATCH = 16_384;

    @Param({"1", "8", "64", "512"})
    int concurrency;

    /// For JMH.
    public PeerExchange() {}

    @Override
    WireParameters parameters() {
        return new WireParameters(peer, concurrency, scenario, server);
    }

    @Override
    int batch() {
        return BATCH;
    }
}
