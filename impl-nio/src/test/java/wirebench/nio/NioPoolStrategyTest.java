package wirebench.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.PoolStrategy;
import wirebench.protocol.ResponseHead;

class NioPoolStrategyTest {
    @Test
    void lifoUsesTheConnectionUsedLast() throws Exception {
        assertThat(connectionsUsed(PoolStrategy.LIFO, 6)).containsExactly("2", "2", "2", "2", "2", "2");
    }

    @Test
    void fifoUsesTheConnectionIdleLongest() throws Exception {
        assertThat(connectionsUsed(PoolStrategy.FIFO, 6)).containsExactly("0", "1", "2", "0", "1", "2");
    }

    @Test
    void withoutAPoolEachExchangeHasAConnectionOfItsOwnAndSaysSo() throws Exception {
        Queue<String> heads = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
                        heads.add(head);
                        peer.answer("ok");
                    }
                });
                HttpClient client = open(PoolStrategy.NONE, 2)) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(HttpRequest.get(server.url("/"))).text()).isEqualTo("ok");
            }
            assertThat(heads).hasSize(5).allMatch(head -> head.contains("Connection: close\r\n"));
            assertThat(client.pool().idle()).isZero();
            assertThat(client.pool().created()).isEqualTo(5);
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.NOT_REUSABLE, 5L));
        }
    }

    @Test
    void dedicatedConnectionServesItsHandlerAlone() throws Exception {
        try (ScriptedServer server = numbering();
                HttpClient client = open(PoolStrategy.DEDICATED, 3)) {
            Told[] handlers = {new Told(), new Told(), new Told()};
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < handlers.length; i++) {
                    assertThat(handlers[i].exchange(client, server)).isEqualTo(String.valueOf(i));
                }
            }
            assertThat(client.pool().created()).isEqualTo(3);
            assertThat(client.pool().closed()).isZero();
        }
    }

    @Test
    void dedicatedConnectionIdleLongestGivesWayIfThereIsNoRoom() throws Exception {
        try (ScriptedServer server = numbering();
                HttpClient client = open(PoolStrategy.DEDICATED, 2)) {
            Told first = new Told();
            Told second = new Told();
            Told third = new Told();
            assertThat(first.exchange(client, server)).isEqualTo("0");
            assertThat(second.exchange(client, server)).isEqualTo("1");
            assertThat(first.exchange(client, server)).isEqualTo("0");
            assertThat(third.exchange(client, server)).isEqualTo("2");
            assertThat(first.exchange(client, server)).isEqualTo("0");
            assertThat(second.exchange(client, server)).isEqualTo("3");
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.DISPLACED, 2L));
        }
    }

    @Test
    void dedicatedConnectionGivesWayToWhoeverWaits() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.of(
                        peer -> {
                            peer.head();
                            waits.await();
                            peer.answer("first");
                            peer.awaitEnd();
                        },
                        peer -> peer.answerAll("second"));
                HttpClient client = open(PoolStrategy.DEDICATED, 1)) {
            Recorder first = Recorder.start(client, HttpRequest.get(server.url("/")));
            Recorder second = Recorder.start(client, HttpRequest.get(server.url("/")));
            Eventually.holds("one waits", () -> client.pool().waiting() == 1);
            waits.countDown();
            assertThat(first.response()).isEqualTo("first");
            assertThat(second.response()).isEqualTo("second");
            assertThat(client.pool().closedBy()).isEqualTo(Map.of(CloseReason.DISPLACED, 1L));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 'a,waiting,b'", "false, 'a,b,waiting'"})
    void connectionThatBecomesFreeGoesToWhoeverWaitsOrToWhoeverComesFirst(boolean fair, String order) throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        Queue<String> served = new ConcurrentLinkedQueue<>();
        ClientConfig config = ClientConfig.DEFAULT.withMaxConnections(1).withPool(pool -> pool.withFair(fair));
        try (ScriptedServer server = ScriptedServer.of(peer -> {
                    for (String head = peer.head(); !head.isEmpty(); head = peer.head()) {
                        waits.await();
                        served.add(head.split(" ", -1)[1].substring(1));
                        peer.answer("ok");
                    }
                });
                HttpClient client = new NioProvider().open(config)) {
            Recorder next = new Recorder();
            Recorder first = new Recorder() {
                @Override
                public void completed() {
                    client.start(HttpRequest.get(server.url("/b")), next);
                    super.completed();
                }
            };
            client.start(HttpRequest.get(server.url("/a")), first);
            Recorder waiting = Recorder.start(client, HttpRequest.get(server.url("/waiting")));
            Eventually.holds("one waits", () -> client.pool().waiting() == 1);
            waits.countDown();
            for (Recorder recorder : List.of(first, next, waiting)) {
                assertThat(recorder.response()).isEqualTo("ok");
            }
            assertThat(String.join(",", served)).isEqualTo(order);
            assertThat(client.pool().created()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STRIPED", "THREAD_AFFINE", "LOCK_FREE"})
    void strategiesForThreadsAreRefused(PoolStrategy strategy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(strategy, 1).close())
                .withMessage("the pooling strategy " + strategy.label() + " is for pools that threads share, but a pool"
                        + " on an event loop is its own; choose one of none, dedicated, lifo, fifo");
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "DEDICATED"})
    void connectionsForAnybodyAreRefusedWhereNoneIsForAnybody(PoolStrategy strategy) {
        ClientConfig config = ClientConfig.DEFAULT.withPool(
                pool -> pool.withStrategy(strategy).withMinIdle(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NioProvider().open(config).close())
                .withMessage("minIdle keeps connections for anybody, of which the pooling strategy " + strategy.label()
                        + " has none; choose one of lifo, fifo");
    }

    /// Has three connections become idle in the order of their numbers, and uses them one exchange after another.
    private static List<String> connectionsUsed(PoolStrategy strategy, int exchanges) throws Exception {
        CountDownLatch allCame = new CountDownLatch(3);
        CountDownLatch[] answered = {new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1)};
        ScriptedServer.Script[] scripts = new ScriptedServer.Script[3];
        for (int i = 0; i < 3; i++) {
            int number = i;
            scripts[i] = peer -> {
                peer.head();
                allCame.countDown();
                answered[number].await();
                peer.answer(String.valueOf(number));
                peer.answerAll(String.valueOf(number));
            };
        }
        List<String> used = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.of(scripts);
                HttpClient client = open(strategy, 3)) {
            List<Recorder> started = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                started.add(Recorder.start(client, HttpRequest.get(server.url("/"))));
                int connections = i + 1;
                Eventually.holds("it has come", () -> allCame.getCount() == 3 - connections);
            }
            for (int i = 0; i < 3; i++) {
                answered[i].countDown();
                assertThat(started.get(i).response()).isEqualTo(String.valueOf(i));
            }
            for (int i = 0; i < exchanges; i++) {
                used.add(client.send(HttpRequest.get(server.url("/"))).text());
            }
        }
        return used;
    }

    /// Answers each request with the number of its connection.
    private static ScriptedServer numbering() throws Exception {
        ScriptedServer.Script[] scripts = new ScriptedServer.Script[4];
        for (int i = 0; i < scripts.length; i++) {
            String number = String.valueOf(i);
            scripts[i] = peer -> peer.answerAll(number);
        }
        return ScriptedServer.of(scripts);
    }

    private static HttpClient open(PoolStrategy strategy, int connections) {
        return new NioProvider()
                .open(ClientConfig.DEFAULT
                        .withMaxConnections(connections)
                        .withPool(pool -> pool.withStrategy(strategy)));
    }

    /// A handler that a caller uses for one exchange after another.
    private static final class Told implements ResponseHandler {
        private final StringBuilder body = new StringBuilder();

        String exchange(HttpClient client, ScriptedServer server) throws Exception {
            body.setLength(0);
            client.exchange(HttpRequest.get(server.url("/")), this, Deadline.NEVER);
            return body.toString();
        }

        @Override
        public void head(ResponseHead head) {}

        @Override
        public void body(ByteBuffer slice) {
            body.append(StandardCharsets.ISO_8859_1.decode(slice));
        }
    }
}
