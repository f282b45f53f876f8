package wirebench.contract;

import java.time.Duration;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.ServerConfig;

/// Where chaos asks, and what goes wrong there.
enum ChaosSite {
    /// A peer that records each request, and is restarted now and then.
    RECORDED(ConnectionFault.NONE, false),
    /// A server with which nothing is wrong but what some of its paths do.
    PLAIN(ConnectionFault.NONE, false),
    /// The same behind TLS, with one certificate after the other.
    SECURE(ConnectionFault.NONE, true),
    SILENT(ConnectionFault.SILENCE, false),
    SILENT_BEHIND_TLS(ConnectionFault.SILENCE, true),
    RESETTING(ConnectionFault.RESET_ON_ACCEPT, false),
    FULL(ConnectionFault.BACKLOG_FULL, false),
    FLAPPING(ConnectionFault.FLAPPING, false),
    SLOW_TO_SHAKE_HANDS(ConnectionFault.SLOW_HANDSHAKE, true),
    CUTTING_RECORDS(ConnectionFault.TRUNCATED_RECORD, true);

    private static final Duration UP_AND_DOWN = Duration.ofMillis(300);

    private final ConnectionFault fault;
    private final boolean secure;

    ChaosSite(ConnectionFault fault, boolean secure) {
        this.fault = fault;
        this.secure = secure;
    }

    /// Whether a server of ours is there, and not the peer.
    boolean served() {
        return this != RECORDED;
    }

    /// Whether each request there gets to the server once at most, so that their numbers can be compared: where
    /// connections break that an answer may have been written to, an idempotent request may be sent again.
    boolean countable() {
        return this == PLAIN || this == SECURE;
    }

    /// What the server is like.
    ServerConfig config() {
        ServerConfig config = (secure ? SecureServer.config() : ServerConfig.DEFAULT)
                .withLoops(1)
                .withFault(fault);
        return fault == ConnectionFault.FLAPPING ? config.withFaultPeriod(UP_AND_DOWN) : config;
    }
}
