package wirebench.client.reconnect;

import java.util.random.RandomGenerator;
import wirebench.client.config.ReconnectConfig;

/// How it stands with connections that are to be kept open. Immutable.
///
/// ```
///                 missing                    failed
///   Running ─────────────────▶ Connecting n ─────────▶ Waiting n ──┐
///      ▲                         │      ▲                          │
///      ├──────── connected ──────┘      └── missing, pause over ───┤
///      │                                                           │
///      └──────── connected ─────── GivenUp ◀── the last failed ────┘
/// ```
public sealed interface ReconnectState {
    /// Nothing is known against the server.
    record Running() implements ReconnectState {}

    /// Connections are being opened.
    ///
    /// @param attempt which one in a row, from 1; several connections that are opened together are one
    /// @param pausedNanos how long the pause before it was
    record Connecting(int attempt, long pausedNanos) implements ReconnectState {}

    /// The last attempt failed, and the next is not made yet.
    ///
    /// @param failed how many in a row have
    /// @param untilNanos when the next is made
    /// @param pauseNanos how long that is after the failure
    record Waiting(int failed, long untilNanos, long pauseNanos) implements ReconnectState {}

    /// None is made any more, until somebody else gets a connection.
    ///
    /// @param failed how many attempts have
    record GivenUp(int failed) implements ReconnectState {}

    /// What an event makes of the state: the only place where that is decided.
    ///
    /// @param event what happened
    /// @param config pauses and the number of attempts
    /// @param chance spreads the pauses
    /// @return the next state, or this one if the event changes nothing
    default ReconnectState after(ReconnectEvent event, ReconnectConfig config, RandomGenerator chance) {
        return switch (event) {
            case ReconnectEvent.Connected _ -> this instanceof Running ? this : new Running();
            case ReconnectEvent.Missing missing ->
                switch (this) {
                    case Running _ -> new Connecting(1, 0);
                    case Waiting waiting
                    when missing.nowNanos() >= waiting.untilNanos() ->
                        new Connecting(waiting.failed() + 1, waiting.pauseNanos());
                    case Connecting _, Waiting _, GivenUp _ -> this;
                };
            case ReconnectEvent.Failed failed ->
                switch (this) {
                    case Running _ -> pause(1, 0, failed.nowNanos(), config, chance); // one of several that was slower
                    case Connecting connecting ->
                        pause(connecting.attempt(), connecting.pausedNanos(), failed.nowNanos(), config, chance);
                    case Waiting _, GivenUp _ -> this; // several that fail together are one failure
                };
        };
    }

    private static ReconnectState pause(
            int failed, long previousNanos, long nowNanos, ReconnectConfig config, RandomGenerator chance) {
        if (config.givesUpAfter(failed)) {
            return new GivenUp(failed);
        }
        long pause = config.backoff().pauseNanos(failed, previousNanos, chance);
        return new Waiting(failed, nowNanos + pause, pause);
    }
}
