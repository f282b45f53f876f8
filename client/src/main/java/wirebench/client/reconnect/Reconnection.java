package wirebench.client.reconnect;

import java.util.random.RandomGenerator;
import wirebench.client.Origin;
import wirebench.client.ReconnectCounts;
import wirebench.client.config.ReconnectConfig;

/// The [ReconnectState] of one origin, from event to event. Thread-safe: the lock is held for a transition and
/// for what the listener does.
public final class Reconnection {
    private final Origin origin;
    private final ReconnectConfig config;
    private final RandomGenerator chance; // guarded by this
    private final ReconnectListener listener;
    private volatile ReconnectState state = new ReconnectState.Running(); // written under the lock
    private long attempts; // guarded by this

    /// Begins with [ReconnectState.Running].
    ///
    /// @param origin whose connections are to be kept
    /// @param config pauses and the number of attempts
    /// @param chance spreads the pauses; used under the lock only
    /// @param listener is told of each change
    public Reconnection(Origin origin, ReconnectConfig config, RandomGenerator chance, ReconnectListener listener) {
        this.origin = origin;
        this.config = config;
        this.chance = chance;
        this.listener = listener;
    }

    /// Notes that connections are missing, and tells whether they may be opened now.
    ///
    /// @param nowNanos the time
    /// @return false during a pause, and when the origin is given up
    public boolean mayConnect(long nowNanos) {
        return after(new ReconnectEvent.Missing(nowNanos)) instanceof ReconnectState.Connecting;
    }

    /// Notes that a connection was opened.
    ///
    /// @return whether the server had been away
    public boolean connected() {
        boolean away = !(state instanceof ReconnectState.Running);
        if (away) {
            after(new ReconnectEvent.Connected());
        }
        return away;
    }

    /// Notes that a connection could not be opened.
    ///
    /// @param nowNanos the time
    public void failed(long nowNanos) {
        after(new ReconnectEvent.Failed(nowNanos));
    }

    /// How it stands.
    ///
    /// @return the state
    public ReconnectState state() {
        return state;
    }

    /// When to look again.
    ///
    /// @return the end of the pause; 0 if there is none, `Long.MAX_VALUE` if the origin is given up
    public long retryNanos() {
        return switch (state) {
            case ReconnectState.Waiting waiting -> waiting.untilNanos();
            case ReconnectState.GivenUp _ -> Long.MAX_VALUE;
            case ReconnectState.Running _, ReconnectState.Connecting _ -> 0;
        };
    }

    /// What is counted of it.
    ///
    /// @return a snapshot
    public synchronized ReconnectCounts counts() {
        return switch (state) {
            case ReconnectState.Running _ -> new ReconnectCounts(1, 0, 0, 0, attempts);
            case ReconnectState.Connecting _ -> new ReconnectCounts(0, 1, 0, 0, attempts);
            case ReconnectState.Waiting _ -> new ReconnectCounts(0, 0, 1, 0, attempts);
            case ReconnectState.GivenUp _ -> new ReconnectCounts(0, 0, 0, 1, attempts);
        };
    }

    private synchronized ReconnectState after(ReconnectEvent event) {
        ReconnectState before = state;
        ReconnectState now = before.after(event, config, chance);
        if (!now.equals(before)) {
            state = now;
            attempts += now instanceof ReconnectState.Connecting ? 1 : 0;
            listener.changed(origin, before, now);
        }
        return now;
    }
}
