package wirebench.jmh.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import wirebench.jmh.measure.ClientTraffic;
import wirebench.jmh.measure.TimedLoop;
import wirebench.load.LoadException;
import wirebench.load.closed.ClosedLoop;

class PoolOnlyTest {
    @SuppressWarnings("UnusedVariable") // named by the tests' annotations
    private static final List<String> POOLS =
            LeasePool.NAMES.stream().filter(name -> !name.equals("none")).toList();

    @ParameterizedTest
    @FieldSource("POOLS")
    void eightThreadsShareFourAndNeverOneOfThem(String pool) throws Exception {
        for (String threads : List.of("8", "v8")) {
            for (boolean yields : List.of(false, true)) {
                PoolOnly benchmark = opened(pool, threads, 4, yields);
                benchmark.drive(3000);
                assertThat(TimedLoop.current()).isNotNull();
                assertThat(TimedLoop.current().exchanges()).isEqualTo(3000);
                benchmark.close(); // which compares what the pool made with what it may
            }
        }
    }

    @Test
    void theFloorHasOneForEachThread() throws Exception {
        PoolOnly benchmark = opened("none", "8", 4, true);
        benchmark.drive(3000);
        benchmark.close();
        assertThat(TimedLoop.current().exchanges()).isEqualTo(3000);
    }

    @Test
    void aPoolThatLeasesTwiceFailsTheTrial() throws Exception {
        try (ClosedLoop loop = ClosedLoop.onThreads(
                ClosedLoop.platformThreads(),
                _ -> new LeaseLane<>(new OneForAll(), true, 1),
                4,
                ClientTraffic.PATIENCE)) {
            assertThatThrownBy(() -> loop.drive(1_000_000))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("leased");
        }
    }

    @Test
    void aPoolThatMakesTooManyFailsTheTrial() throws Exception {
        PoolOnly benchmark = opened("commons-pool", "8", 8, true);
        benchmark.drive(3000);
        benchmark.size = 0;
        assertThatThrownBy(benchmark::close)
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("commons-pool of 0 made");
    }

    @Test
    void unknownNamesAreRefusedWithAListOfTheOthers() {
        assertThatThrownBy(() -> opened("hikari", "8", 4, true)).hasMessageContaining("httpcore-strict, httpcore-lax");
    }

    private static PoolOnly opened(String pool, String threads, int size, boolean yields) {
        PoolOnly benchmark = new PoolOnly();
        benchmark.pool = pool;
        benchmark.threads = threads;
        benchmark.size = size;
        benchmark.open(yields);
        return benchmark;
    }

    /// Lends what somebody else has.
    private record OneForAll() implements LeasePool<Token> {
        private static final Token ONLY = token();

        private static Token token() {
            try (LeasePool<? extends Token> pool = LeasePool.open("none", 1, false, new AtomicInteger())) {
                return pool.lease();
            } catch (TimeoutException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Token lease() {
            return ONLY;
        }

        @Override
        public void release(Token token) {}

        @Override
        public void close() {}
    }
}
