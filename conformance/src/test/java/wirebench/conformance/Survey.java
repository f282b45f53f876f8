package wirebench.conformance;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import wirebench.cases.WireCase;
import wirebench.cases.WireCases;

/// What one peer makes of all wire cases. Immutable.
///
/// @param name how the list of differences calls the peer
/// @param title what the peer is, with its version
/// @param comparisons one for each case, in the order of the documents
record Survey(String name, String title, List<Comparison> comparisons) {
    private static final List<WireCase> CASES = WireCases.all();
    private static final int TOGETHER = 200;
    private static final int TIMES = 2;

    /// Puts all cases to a peer, many at a time because most of those that take long only wait.
    static Survey of(Peer peer) throws InterruptedException, ExecutionException {
        Semaphore places = new Semaphore(TOGETHER);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Comparison>> tasks = CASES.stream()
                    .map(wireCase -> (Callable<Comparison>) () -> compare(peer, wireCase, places))
                    .toList();
            List<Comparison> comparisons =
                    threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
            return new Survey(peer.name(), peer.title(), comparisons);
        }
    }

    private static boolean asks(Peer peer, WireCase wireCase) {
        boolean aboutLimits = wireCase.says("limits") || wireCase.result().startsWith("limit");
        return peer.takesLimits() || !aboutLimits;
    }

    private static Comparison compare(Peer peer, WireCase wireCase, Semaphore places) throws Exception {
        if (!asks(peer, wireCase)) {
            return Comparison.of(wireCase, new Seen.NotAsked());
        }
        places.acquire();
        try {
            return compareOften(peer, wireCase);
        } finally {
            places.release();
        }
    }

    /// What a peer does once in a while, or on a machine that is too busy, is not its way.
    private static Comparison compareOften(Peer peer, WireCase wireCase) throws Exception {
        Comparison comparison = Comparison.of(wireCase, peer.see(wireCase));
        for (int i = 1; i < TIMES && comparison.agreement() != Agreement.SAME; i++) {
            comparison = Comparison.of(wireCase, peer.see(wireCase));
        }
        return comparison;
    }

    /// The comparisons with one result.
    Stream<Comparison> of(Agreement agreement) {
        return comparisons.stream().filter(comparison -> comparison.agreement() == agreement);
    }

    /// What differs, a line for each case.
    Stream<String> differences() {
        return of(Agreement.DIFFERENT)
                .map(comparison -> name + " " + comparison.wireCase() + ": " + comparison.observation());
    }

    @Override
    public String toString() {
        return title;
    }
}
