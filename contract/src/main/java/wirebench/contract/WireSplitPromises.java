package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wirebench.cases.WireCase;
import wirebench.cases.WireCases;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.Limits;

/// A client makes the same of a wire wherever two segments meet in it.
///
/// Each case is asked for once for each place at which its wire can be split in two. The cases that end with a
/// timeout are left to [WireCasePromises], where they are split too: each of their splits would take the timeout.
abstract class WireSplitPromises extends Scene {
    private static final int TOGETHER = 64;
    private static final int FOR_ONE_PEER = 512;

    @Test
    @Timeout(240) // 28,000 exchanges, each with a pause between its halves
    void outcomeIsTheSameAtEverySplitInTwo() {
        List<WireCase> cases = WireCases.all().stream()
                .filter(wireCase -> !wireCase.endsWithTimeout())
                .toList();
        Map<Limits, List<WireCase>> byLimits =
                cases.stream().collect(Collectors.groupingBy(wireCase -> wireCase.limits(Limits.DEFAULT)));
        List<String> deviations = new ArrayList<>();
        long splits = 0;
        String name = "";
        for (Map.Entry<Limits, List<WireCase>> alike : byLimits.entrySet()) {
            HttpClient client =
                    client(ClientConfig.DEFAULT.withMaxConnections(TOGETHER).withLimits(alike.getKey()));
            List<WireSplit> all =
                    alike.getValue().stream().flatMap(WireSplit::everyOf).toList();
            IntStream.iterate(0, from -> from < all.size(), from -> from + FOR_ONE_PEER)
                    .mapToObj(from -> all.subList(from, Math.min(all.size(), from + FOR_ONE_PEER)))
                    .forEach(some -> deviations.addAll(deviations(client, some)));
            splits += all.size();
            name = client.name();
        }
        System.out.printf(
                "wire cases through %s over sockets: %d cases, %d splits in two%n", name, cases.size(), splits);
        assertThat(deviations).isEmpty();
    }

    private List<String> deviations(HttpClient client, List<WireSplit> splits) {
        RawPeer peer = RawPeer.start(new WireSplitPeer(splits));
        try (peer) {
            Semaphore free = new Semaphore(TOGETHER);
            List<Asked> asked = new ArrayList<>();
            for (WireSplit split : splits) {
                free.acquireUninterruptibly();
                asked.add(Asked.of(client, split, peer, free));
            }
            free.acquireUninterruptibly(TOGETHER);
            return asked.stream().flatMap(one -> one.deviations().stream()).toList();
        }
    }

    /// One exchange, and what came of it.
    private static final class Asked extends Transcript implements ExchangeHandler {
        private final WireSplit split;
        private final Semaphore free;
        private @Nullable Throwable failure; // written before a permit is released, read after it was acquired

        private Asked(WireSplit split, Semaphore free) {
            this.split = split;
            this.free = free;
        }

        static Asked of(HttpClient client, WireSplit split, RawPeer peer, Semaphore free) {
            Asked asked = new Asked(split, free);
            client.start(split.request(peer.url("/")), asked);
            return asked;
        }

        List<String> deviations() {
            return switch (failure) {
                case null -> WireCaseVerdict.of(split.wireCase(), this, null);
                case ExchangeException exchange -> WireCaseVerdict.of(split.wireCase(), this, exchange);
                case Throwable other -> List.of(split.wireCase() + ": " + other);
            };
        }

        @Override
        public void completed() {
            free.release();
        }

        @Override
        public void failed(Throwable why) {
            failure = why;
            free.release();
        }
    }
}
