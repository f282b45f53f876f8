package wirebench.jmh.measure;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import wirebench.jmh.peers.Answer;
import wirebench.jmh.peers.AsynchronousPeer;
import wirebench.jmh.peers.BlockingPeer;
import wirebench.jmh.peers.Peer;
import wirebench.jmh.peers.Peers;
import wirebench.jmh.peers.Target;
import wirebench.load.LoadException;
import wirebench.load.Patience;
import wirebench.load.closed.ClosedLoop;
import wirebench.server.config.Counters;

/// The exchanges of a client that is not ours.
public final class PeerTraffic implements Traffic {
    private final Peer peer;
    private final ClosedLoop loop;
    private final Map<String, String> settings;

    private PeerTraffic(Peer peer, ClosedLoop loop, Map<String, String> settings) {
        this.peer = peer;
        this.loop = loop;
        this.settings = settings;
    }

    /// Opens the peer and proves that it gets the right answer, octet by octet.
    public static PeerTraffic open(WireParameters parameters, MeasuredServer server)
            throws IOException, LoadException, InterruptedException {
        MeasuredScenario scenario = MeasuredScenario.named(parameters.scenario());
        MeasuredTls tls = parameters.tls();
        Target plain = new Target(server.port(), scenario.path(), scenario.body(), parameters.concurrency());
        Target target = tls == null ? plain : plain.trusting(tls.authority());
        String name = parameters.client();
        Peer peer = Peers.open(name, target);
        try {
            Counters before = server.counters();
            prove(name, peer, target);
            Map<String, String> settings = new TreeMap<>(peer.settings());
            long octets = server.counters().since(before).octetsIn();
            settings.put("request", octets + " octets");
            return new PeerTraffic(
                    peer,
                    loop(name, peer, target.connections(), () -> Answer.counted(target), ClientTraffic.PATIENCE),
                    settings);
        } catch (LoadException | InterruptedException | RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    private static void prove(String name, Peer peer, Target target) throws LoadException, InterruptedException {
        try (ClosedLoop once = loop(name, peer, 1, () -> Answer.proven(target), ClientTraffic.PATIENCE)) {
            once.drive(1);
        }
    }

    /// A loop over a peer in its native mode.
    ///
    /// @param answers makes one for each lane
    static ClosedLoop loop(String name, Peer peer, int concurrency, Supplier<Answer> answers, Patience patience) {
        return switch (peer) {
            case BlockingPeer blocking ->
                ClosedLoop.onThreads(Peers.threads(name), _ -> blocking.lane(answers.get()), concurrency, patience);
            case AsynchronousPeer asynchronous ->
                ClosedLoop.onEventLoops(_ -> asynchronous.lane(answers.get()), concurrency, patience);
        };
    }

    @Override
    public ClosedLoop loop() {
        return loop;
    }

    @Override
    public long proofs() {
        return 1;
    }

    @Override
    public OptionalLong connections() {
        return peer.connections();
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public void close() {
        loop.close();
        peer.close();
    }
}
