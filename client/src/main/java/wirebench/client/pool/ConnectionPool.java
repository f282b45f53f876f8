package wirebench.client.pool;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wirebench.client.AcquireTimes;
import wirebench.client.CloseReason;
import wirebench.client.Deadline;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.PoolStats;
import wirebench.client.ReconnectCounts;
import wirebench.client.config.PoolConfig;
import wirebench.client.failure.FailureContext;

/// A bounded pool of the connections to one origin.
///
/// A lease is a slot, with an idle connection or with room to open one. There are as many slots as there may be
/// connections, which is why there can never be more. Idle slots are in an order that the strategy chooses, the
/// others, without a connection, on a stack; a line holds those for whom there was neither. Nothing here does
/// I/O or holds a lock meanwhile; waiting parks. Thread-safe.
///
/// @param <C> the connections
public final class ConnectionPool<C> {
    /// Whom a pool belongs to. Its methods are called by any thread and must not wait.
    ///
    /// @param <C> the connections
    public interface Owner<C> {
        /// Closes a connection.
        ///
        /// @param connection out of the pool
        void close(C connection);

        /// Makes sure that [ConnectionPool#tend] is called at that time.
        ///
        /// @param nanos a point on the clock
        void tendBy(long nanos);
    }

    /// Where the caller began the exchange that a thread of the client's leases for: the place to name if the lease
    /// does not come back. Not bound on the caller's own thread.
    public static final ScopedValue<Throwable> BEGUN = ScopedValue.newInstance();

    private final Origin origin;
    private final PoolConfig config;
    private final PoolHealth health;
    private final NanoClock clock;
    private final RandomGenerator chance;
    private final Owner<C> owner;
    private final boolean findsLeaks;
    private final AtomicLong created = new AtomicLong();
    private final CloseCounts closed = new CloseCounts();
    private final AcquireTimes acquireTimes = new AcquireTimes();
    private final List<PoolSlot<C>> slots;
    private final SlotStack<C> vacant;
    private final SlotOrder<C> idle;
    private final WaitingLine<C> line;
    private final LeakWatch<C> leaks;
    private volatile boolean shut;

    /// Creates an empty pool.
    ///
    /// @param origin where its connections lead
    /// @param config strategy, bounds and policies
    /// @param clock tells the time
    /// @param chance spreads lifetimes
    /// @param owner closes connections, and tends the pool in time
    public ConnectionPool(Origin origin, PoolConfig config, NanoClock clock, RandomGenerator chance, Owner<C> owner) {
        this.origin = origin;
        this.config = config;
        this.clock = clock;
        this.chance = chance;
        this.owner = owner;
        health = PoolHealth.of(config);
        findsLeaks = config.leakAfter().isPositive();
        PoolSlot<C>[] all = slots(config.maxConnections());
        slots = List.of(all);
        vacant = new SlotStack<>(all);
        slots.reversed().forEach(vacant::push);
        idle = SlotOrder.of(config.strategy(), all);
        leaks = new LeakWatch<>(origin, slots, Deadline.nanos(config.leakAfter()));
        Supply supply = new Supply();
        line = config.fair()
                ? new FairLine<>(supply, config.maxWaiting(), clock)
                : new UnfairLine<>(supply, config.maxWaiting(), clock);
    }

    /// Leases a connection, or waits for one.
    ///
    /// @param deadlineNanos the last moment to wait for
    /// @param phase what the deadline is of, for the failure
    /// @return a slot with an idle connection, or with none for the permission to open one
    /// @throws ExchangeFailure if none came in time, too many wait already, the thread was interrupted or the pool
    ///     closed
    public PoolSlot<C> lease(long deadlineNanos, Phase phase) throws ExchangeFailure {
        if (shut) {
            throw cancelled();
        }
        PoolSlot<C> slot = line.goesFirst() ? null : take();
        if (slot == null) {
            slot = await(deadlineNanos, phase);
            if (shut) { // it came from whom the end has reached before
                discard(slot, CloseReason.CLIENT_CLOSED);
                throw cancelled();
            }
        } else {
            slot.countImmediateLease();
        }
        if (findsLeaks) {
            LeaseMark mark = LeaseMark.here(clock.nanos());
            slot.mark(mark);
            owner.tendBy(leaks.dueNanos(mark.sinceNanos()));
        }
        return slot;
    }

    /// Why the connection of a slot that was idle must not serve a request, if so.
    ///
    /// @param slot leased, with a connection
    /// @param nowNanos the time
    /// @param probe looks at the connection
    /// @return the reason, for [#close], or null if it may serve
    public @Nullable CloseReason endOfRest(PoolSlot<C> slot, long nowNanos, IdleProbe probe) {
        return health.endOfRest(nowNanos, slot.idleSinceNanos(), slot.retirementNanos(), probe);
    }

    /// Notes that a connection was opened for a slot that had none.
    ///
    /// @param slot leased
    /// @param connection fills it from now on
    public void opened(PoolSlot<C> slot, C connection) {
        created.incrementAndGet();
        slot.fill(connection, health.retirementNanos(clock.nanos(), chance));
    }

    /// Gives a slot back whose connection may serve another exchange, unless it has grown too old or the pool is
    /// closed: then the connection is closed.
    ///
    /// @param slot leased; not the caller's any more
    /// @param nowNanos the time
    public void release(PoolSlot<C> slot, long nowNanos) {
        CloseReason end =
                shut ? CloseReason.CLIENT_CLOSED : health.endOfUse(nowNanos, slot.retirementNanos(), slot.used());
        if (end != null) {
            discard(slot, end);
        } else {
            keep(slot, nowNanos);
        }
    }

    /// Gives a slot back without its connection, which is closed, if there is one.
    ///
    /// @param slot leased; not the caller's any more
    /// @param reason why
    public void discard(PoolSlot<C> slot, CloseReason reason) {
        close(slot, reason);
        vacate(slot);
    }

    /// Closes the connection of a slot that stays leased, so that another can be opened in its place.
    ///
    /// @param slot leased
    /// @param reason why
    public void close(PoolSlot<C> slot, CloseReason reason) {
        C connection = slot.connection();
        if (connection != null) {
            slot.empty();
            closed.closed(reason);
            owner.close(connection);
        }
    }

    /// Closes what has been idle for too long or has grown too old, and looks for leases that do not come back.
    ///
    /// @param nowNanos the time
    /// @return when to look again at the latest
    public long tend(long nowNanos) {
        DueTime due = new DueTime();
        for (PoolSlot<C> slot : idle.takeIf(each -> !mayStay(each, nowNanos, due))) {
            CloseReason reason = health.endOfIdleness(nowNanos, slot.idleSinceNanos(), slot.retirementNanos());
            discard(slot, reason == null ? CloseReason.IDLE : reason);
        }
        line.freed(); // some may have come while others were looked at
        due.lowerTo(leaks.tend(nowNanos));
        return due.nanos();
    }

    /// How many more connections there have to be for as many to be idle as the configuration asks for.
    ///
    /// @return 0 if there are enough, or room for no more
    public int missing() {
        int idleNow = count(PoolSlot.State.IDLE);
        return shut ? 0 : Math.clamp(config.minIdle() - idleNow, 0, count(PoolSlot.State.VACANT));
    }

    /// Leases a slot without a connection, to open one that nobody waits for; [#opened] and [#keep] or [#discard]
    /// follow.
    ///
    /// @return null if there is no room
    public @Nullable PoolSlot<C> leaseVacant() {
        return shut ? null : popVacant();
    }

    /// Gives a slot back with a connection that has served nobody yet.
    ///
    /// @param slot leased
    /// @param nowNanos the time
    public void keep(PoolSlot<C> slot, long nowNanos) {
        long due = health.dueNanos(nowNanos, slot.retirementNanos());
        unmark(slot);
        slot.idleSince(nowNanos);
        idle.put(slot);
        line.freed();
        owner.tendBy(due);
        if (shut) {
            closeIdle(CloseReason.CLIENT_CLOSED); // it may have been too late to be found
        }
    }

    /// Sends everybody away who waits, closes what is idle and lends nothing more.
    public void shut() {
        shut = true;
        line.wakeAll();
        closeIdle(CloseReason.CLIENT_CLOSED);
    }

    /// What the connections are doing and did.
    ///
    /// @return a snapshot
    public PoolStats stats() {
        long immediate = slots.stream().mapToLong(PoolSlot::immediateLeases).sum();
        return new PoolStats(
                count(PoolSlot.State.LEASED),
                count(PoolSlot.State.IDLE),
                line.size(),
                created.get(),
                closed.counts(),
                acquireTimes.histogram(immediate),
                0,
                leaks.places(),
                ReconnectCounts.NONE);
    }

    private PoolSlot<C> await(long deadlineNanos, Phase phase) throws ExchangeFailure {
        long from = clock.nanos();
        try {
            return line.await(deadlineNanos, phase);
        } finally {
            acquireTimes.waited(clock.nanos() - from);
        }
    }

    private @Nullable PoolSlot<C> take() {
        PoolSlot<C> slot = idle.take();
        return slot != null ? slot : vacantOrDisplaced();
    }

    private @Nullable PoolSlot<C> popVacant() {
        PoolSlot<C> slot = vacant.pop();
        if (slot != null) {
            slot.set(PoolSlot.State.LEASED);
        }
        return slot;
    }

    private void pushVacant(PoolSlot<C> slot) {
        slot.set(PoolSlot.State.VACANT);
        vacant.push(slot);
    }

    private @Nullable PoolSlot<C> vacantOrDisplaced() {
        PoolSlot<C> slot = popVacant();
        if (slot != null) {
            return slot;
        }
        PoolSlot<C> displaced = idle.displace();
        if (displaced != null) {
            close(displaced, CloseReason.DISPLACED);
        }
        return displaced;
    }

    private void unmark(PoolSlot<C> slot) {
        if (findsLeaks) {
            slot.mark(null);
        }
    }

    private void vacate(PoolSlot<C> slot) {
        unmark(slot);
        pushVacant(slot);
        line.freed();
    }

    private void closeIdle(CloseReason reason) {
        idle.takeIf(_ -> true).forEach(slot -> discard(slot, reason));
    }

    private boolean mayStay(PoolSlot<C> slot, long nowNanos, DueTime due) {
        boolean stays = health.endOfIdleness(nowNanos, slot.idleSinceNanos(), slot.retirementNanos()) == null;
        if (stays) {
            due.lowerTo(health.dueNanos(slot.idleSinceNanos(), slot.retirementNanos()));
        }
        return stays;
    }

    private int count(PoolSlot.State state) {
        return (int) slots.stream().filter(slot -> slot.state() == state).count();
    }

    private ExchangeFailure cancelled() {
        return failure(FailureKind.CANCELLED, Phase.ACQUIRE, "the client was closed");
    }

    private ExchangeFailure failure(FailureKind kind, Phase phase, String why) {
        return new ExchangeFailure(kind, phase, false, "no connection to " + origin + " could be had: " + why, null);
    }

    @SuppressWarnings("unchecked") // Java has no arrays of a type parameter's types
    private static <C> PoolSlot<C>[] slots(int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(PoolSlot<C>::new).toArray(PoolSlot[]::new);
    }

    /// What the line knows of this pool.
    private final class Supply implements WaitingLine.Slots<C> {
        @Override
        public @Nullable PoolSlot<C> take() {
            return ConnectionPool.this.take();
        }

        @Override
        public @Nullable PoolSlot<C> takeForAnother() {
            PoolSlot<C> slot = idle.takeForAnother();
            return slot != null ? slot : vacantOrDisplaced();
        }

        @Override
        public void putBack(PoolSlot<C> slot) {
            if (slot.connection() == null) {
                pushVacant(slot);
            } else {
                idle.put(slot);
            }
        }

        @Override
        public boolean isShut() {
            return shut;
        }

        @Override
        public ExchangeFailure gaveUp(boolean inTime, Phase phase) {
            if (shut) {
                return cancelled();
            }
            return inTime
                    ? failure(FailureKind.CANCELLED, Phase.ACQUIRE, "interrupted while waiting")
                    : failure(
                            FailureKind.TIMEOUT, phase, "all " + config.maxConnections() + " connections stayed busy");
        }

        @Override
        public ExchangeFailure lineFull() {
            return new FailureContext(origin, Phase.ACQUIRE, false).lineFull(config.maxWaiting());
        }
    }

    /// The earliest of several points in time.
    private static final class DueTime {
        private long nanos = Long.MAX_VALUE;

        void lowerTo(long other) {
            nanos = Math.min(nanos, other);
        }

        long nanos() {
            return nanos;
        }
    }
}
