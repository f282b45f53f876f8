package wirebench.server.loop;

import org.jspecify.annotations.Nullable;

/// Something that happens at a moment, set in a [TimerWheel]. It is its own link in the wheel's lists, so setting
/// it allocates nothing.
abstract class Timer {
    /// [#tick] while not set.
    static final long UNSET = -1;

    // Owned by the wheel.
    long tick = UNSET;

    @Nullable
    Timer previous;

    @Nullable
    Timer next;

    /// The moment has come. The timer is not set any more, and may be set again.
    abstract void expired();
}
