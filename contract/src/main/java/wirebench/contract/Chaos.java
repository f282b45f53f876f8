package wirebench.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import wirebench.client.Deadline;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;

/// Puts a client under random faults: peers that break off, drip, stall and go down, and callers that cancel, set
/// deadlines and pause. What is drawn depends on the seed alone; how the draws meet depends on the machine.
///
/// The rules, each of which has a count that must be zero:
///
/// - *lost*: exchanges that were not told an outcome, or that completed although the peer has not heard of them
/// - *doubled*: exchanges that were told more than one, or whose POST the peer heard more than once
/// - *mixed*: exchanges that completed with the answer to another
/// - *wrong*: exchanges that ended as their target never ends
final class Chaos {
    private static final int CALLERS = 24;
    private static final long MOST_SECONDS = 20;
    private static final long RESTART_NANOS = 250_000_000;

    private final HttpClient client;
    private final ChaosSites sites;
    private final SplittableRandom chance;
    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentSkipListMap<String, LongAdder> ends = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListSet<String> oddities = new ConcurrentSkipListSet<>();
    private final LongAdder started = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder doubled = new LongAdder();
    private final LongAdder mixed = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final Map<ChaosSite, LongAdder> asked = adders();
    private final Map<ChaosSite, LongAdder> completed = adders();

    Chaos(HttpClient client, ChaosSites sites, long seed) {
        this.client = client;
        this.sites = sites;
        chance = new SplittableRandom(seed);
    }

    /// What became of the exchanges.
    ///
    /// @param exchanges how many were started
    /// @param ends how many ended in each way
    /// @param asked how many were started at each site
    /// @param completed how many of those were answered, as the client tells it
    /// @param oddities some of what broke a rule, in words
    record Account(
            long exchanges,
            SortedMap<String, Long> ends,
            Map<ChaosSite, Long> asked,
            Map<ChaosSite, Long> completed,
            long lost,
            long doubled,
            long mixed,
            long wrong,
            List<String> oddities) {
        /// How many outcomes were told.
        long ended() {
            return ends.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public String toString() {
            String ways = ends.entrySet().stream()
                    .map(end -> String.format(Locale.ROOT, "%,d %s", end.getValue(), end.getKey()))
                    .collect(Collectors.joining(", "));
            return String.format(
                    Locale.ROOT,
                    "%,d exchanges, %s, %d lost, %d doubled, %d mixed, %d wrong",
                    exchanges,
                    ways,
                    lost,
                    doubled,
                    mixed,
                    wrong);
        }
    }

    /// Goes on for a time.
    ///
    /// @return what became of all exchanges so far
    Account run(Duration duration) throws InterruptedException {
        long untilNanos = System.nanoTime() + duration.toNanos();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            SplittableRandom own = chance.split();
            callers.add(Thread.ofVirtual().name("chaos-" + i).start(() -> call(own, untilNanos)));
        }
        while (System.nanoTime() - untilNanos < 0) {
            LockSupport.parkNanos(RESTART_NANOS / 2 + chance.nextLong(RESTART_NANOS));
            sites.peer().restart();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return account();
    }

    private Account account() {
        SortedMap<String, Long> sums = new ConcurrentSkipListMap<>();
        ends.forEach((end, count) -> sums.put(end, count.sum()));
        return new Account(
                started.sum(),
                sums,
                sums(asked),
                sums(completed),
                lost.sum(),
                doubled.sum(),
                mixed.sum(),
                wrong.sum(),
                List.copyOf(oddities));
    }

    private void call(RandomGenerator own, long untilNanos) {
        try {
            while (System.nanoTime() - untilNanos < 0) {
                exchange(own);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void exchange(RandomGenerator own) throws InterruptedException {
        ChaosTarget target = ChaosTarget.draw(own);
        int number = numbers.getAndIncrement();
        HttpRequest request = request(target, number);
        Deadline deadline = own.nextInt(8) == 0 ? Deadline.in(Duration.ofMillis(1 + own.nextInt(30))) : Deadline.NEVER;
        ChaosExchange exchange = new ChaosExchange(own.nextInt(10) == 0);
        started.increment();
        adder(asked, target).increment();
        if (own.nextBoolean()) {
            client.start(request, exchange, deadline);
            disturb(exchange, own);
        } else {
            exchange.wantMore(); // nobody could resume it
            carryOut(request, exchange, deadline);
        }
        judge(target, number, exchange);
    }

    private void carryOut(HttpRequest request, ChaosExchange exchange, Deadline deadline) {
        try {
            client.exchange(request, exchange, deadline);
            exchange.completed();
        } catch (ExchangeException | RuntimeException e) {
            exchange.failed(e);
        }
    }

    private void disturb(ChaosExchange exchange, RandomGenerator own) {
        if (own.nextInt(6) == 0) {
            LockSupport.parkNanos(own.nextLong(1_000_000));
            client.cancel(exchange);
        }
        LockSupport.parkNanos(own.nextLong(200_000));
        exchange.wantMore();
        client.resume(exchange);
    }

    private void judge(ChaosTarget target, int number, ChaosExchange exchange) throws InterruptedException {
        String what = target.method() + " " + target.site() + " " + target.path() + " " + number;
        if (!exchange.await(MOST_SECONDS)) {
            broken(lost, what + " was told no outcome");
            return;
        }
        String end = exchange.end();
        ends.computeIfAbsent(end, _ -> new LongAdder()).increment();
        if (exchange.outcomes() > 1) {
            broken(doubled, what + " was told " + exchange.outcomes() + " outcomes");
        }
        if (!target.mayEnd(end)) {
            broken(wrong, what + " ended with " + end);
        }
        if (end.equals("completed")) {
            adder(completed, target).increment();
        }
        if (!target.site().served()) {
            judgeRecorded(what, number, exchange, target.method().equals("POST"));
        }
    }

    private void judgeRecorded(String what, int number, ChaosExchange exchange, boolean once) {
        boolean completed = exchange.end().equals("completed");
        if (completed && !sites.peer().heard(number)) {
            broken(lost, what + " completed, but was not heard");
        }
        if (once && sites.peer().heardAgain(number)) {
            broken(doubled, what + " was heard more than once");
        }
        if (completed && !exchange.text().equals(String.valueOf(number))) {
            broken(mixed, what + " was answered " + exchange.text());
        }
    }

    private void broken(LongAdder rule, String how) {
        rule.increment();
        if (oddities.size() < 20) {
            oddities.add(how);
        }
    }

    private HttpRequest request(ChaosTarget target, int number) {
        return HttpRequest.of(target.method(), Url.parse(sites.url(target, number)), Fields.NONE, RequestBody.none());
    }

    private static Map<ChaosSite, LongAdder> adders() {
        return Arrays.stream(ChaosSite.values())
                .collect(Collectors.toUnmodifiableMap(site -> site, _ -> new LongAdder()));
    }

    private static LongAdder adder(Map<ChaosSite, LongAdder> adders, ChaosTarget target) {
        return Objects.requireNonNull(adders.get(target.site()));
    }

    private static Map<ChaosSite, Long> sums(Map<ChaosSite, LongAdder> adders) {
        return adders.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, counted -> counted.getValue().sum()));
    }
}
