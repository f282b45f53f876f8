package wirebench.client.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A place in a pool, with a connection or room for one. There are as many as there may be connections, so that no
/// more can ever be leased.
///
/// A leased slot belongs to whoever leased it, on any thread, but to one thread at a time.
///
/// @param <C> the connections
public final class PoolSlot<C> {
    /// Where a slot stands. It changes once per lease and once per release, so that one look tells.
    enum State {
        VACANT,
        IDLE,
        LEASED
    }

    private static final VarHandle STATE = stateHandle();

    private final int index;
    private volatile State state = State.VACANT;

    // What follows belongs to whoever leased the slot; others look without a guarantee.
    private @Nullable C connection;
    private long retirementNanos = Long.MAX_VALUE;
    private long uses;
    private long idleSinceNanos;
    private long ownerId;
    private long immediateLeases;
    private volatile @Nullable LeaseMark mark; // null unless leaks are looked for

    /// The next slot below this one in a [SlotStack], which alone uses it.
    int below;

    PoolSlot(int index) {
        this.index = index;
    }

    /// The connection.
    ///
    /// @return null for the permission to open one
    public @Nullable C connection() {
        return connection;
    }

    int index() {
        return index;
    }

    State state() {
        return state;
    }

    /// Where a slot that nobody else can lease stands from now on. What was written before is seen by whoever leases
    /// it.
    void set(State next) {
        state = next;
    }

    /// Leases the slot if it is idle; exactly one of several callers succeeds.
    boolean claim() {
        return state == State.IDLE && STATE.compareAndSet(this, State.IDLE, State.LEASED);
    }

    void fill(C opened, long retirement) {
        connection = opened;
        retirementNanos = retirement;
        uses = 0;
    }

    void empty() {
        connection = null;
    }

    long retirementNanos() {
        return retirementNanos;
    }

    /// Counts one more exchange.
    ///
    /// @return how many there are with it
    long used() {
        return ++uses;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void idleSince(long nowNanos) {
        idleSinceNanos = nowNanos;
    }

    /// The number of the thread that released it last.
    long ownerId() {
        return ownerId;
    }

    void ownedBy(long threadId) {
        ownerId = threadId;
    }

    /// Leases for which nobody had to wait.
    long immediateLeases() {
        return immediateLeases;
    }

    void countImmediateLease() {
        immediateLeases++;
    }

    @Nullable
    LeaseMark mark() {
        return mark;
    }

    void mark(@Nullable LeaseMark next) {
        mark = next;
    }

    private static VarHandle stateHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(PoolSlot.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
