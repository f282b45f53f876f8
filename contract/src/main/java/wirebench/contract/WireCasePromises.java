package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.cases.WireCase;
import wirebench.cases.WireCases;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.protocol.Limits;

/// Every documented wire case comes to its documented outcome through a socket, however the octets are split.
abstract class WireCasePromises extends Scene {
    private static final List<WireCase> CASES = WireCases.all();
    private static final int TOGETHER = 128;

    /// What belongs together: cases of one kind are under way at one time on one client.
    private record Kind(Limits limits, boolean endsWithTimeout) {
        ClientConfig config() {
            Timeouts timeouts = Timeouts.DEFAULT;
            return ClientConfig.DEFAULT
                    .withMaxConnections(TOGETHER)
                    .withLimits(limits)
                    .withTimeouts(
                            endsWithTimeout ? timeouts.withHead(Brief.WHOLE).withRead(Brief.WHOLE) : timeouts);
        }
    }

    private record Asked(WireCase wireCase, Transcript transcript, Future<?> exchange) {}

    @Test
    void thereAreManyCases() {
        assertThat(CASES).hasSizeGreaterThan(250);
        assertThat(CASES).extracting(WireCase::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void outcomeIsTheDocumentedOne(Way way) {
        assertThat(deviations(way, Integer.MAX_VALUE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13})
    void outcomeIsTheSameWhereverTheWireIsSplit(int pieceOctets) {
        assertThat(deviations(Way.ASYNCHRONOUSLY, pieceOctets)).isEmpty();
    }

    private List<String> deviations(Way way, int pieceOctets) {
        Map<Kind, List<WireCase>> kinds = CASES.stream()
                .collect(Collectors.groupingBy(
                        wireCase -> new Kind(wireCase.limits(Limits.DEFAULT), wireCase.endsWithTimeout())));
        List<String> deviations = new ArrayList<>();
        kinds.forEach((kind, cases) -> {
            for (int from = 0; from < cases.size(); from += TOGETHER) {
                List<WireCase> together = cases.subList(from, Math.min(cases.size(), from + TOGETHER));
                deviations.addAll(deviations(way, pieceOctets, together, open(kind.config())));
            }
        });
        return deviations;
    }

    private List<String> deviations(Way way, int pieceOctets, List<WireCase> cases, HttpClient client) {
        WireCasePeer answers = new WireCasePeer(cases, pieceOctets);
        List<String> deviations = new ArrayList<>();
        try (RawPeer peer = RawPeer.start(answers);
                client) {
            List<Asked> asked = new ArrayList<>();
            for (WireCase wireCase : cases) {
                asked.add(ask(way, client, wireCase, peer));
            }
            for (Asked one : asked) {
                deviations.addAll(WireCaseVerdict.of(one.wireCase, one.transcript, failureOf(one.exchange)));
            }
            deviations.addAll(wronglyKept(cases, answers, pieceOctets));
        }
        return deviations;
    }

    /// Connections that the client closed although it need not, or kept although it must not. Nothing can be seen
    /// where the server closes first, or where octets that belong to no request come after the response has ended:
    /// these are noticed when the connection is to be used again.
    private static List<String> wronglyKept(List<WireCase> cases, WireCasePeer answers, int pieceOctets) {
        List<WireCase> open = cases.stream()
                .filter(wireCase -> !wireCase.serverCloses())
                .filter(wireCase ->
                        wireCase.value("rest").isEmpty() || wireCase.wire().length() <= pieceOctets)
                .toList();
        open.stream()
                .filter(wireCase -> !wireCase.leavesConnectionReusable())
                .forEach(wireCase -> Waiting.until(
                        () -> "the client closes the connection of " + wireCase, () -> answers.ended(wireCase)));
        return open.stream()
                .filter(WireCase::leavesConnectionReusable)
                .filter(answers::ended)
                .map(wireCase -> wireCase + ": the connection is not kept")
                .toList();
    }

    private static Asked ask(Way way, HttpClient client, WireCase wireCase, RawPeer peer) {
        Transcript transcript = new Transcript();
        HttpRequest request = WireCasePeer.request(wireCase, peer.url("/"));
        return new Asked(wireCase, transcript, way.begin(client, request, transcript, Deadline.NEVER));
    }

    private static @Nullable ExchangeException failureOf(Future<?> exchange) {
        try {
            Waiting.resultOf(exchange);
            return null;
        } catch (ExchangeException e) {
            return e;
        }
    }
}
