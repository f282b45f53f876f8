package wirebench.server.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wirebench.server.tls.ServerTls;

/// How a [LoopbackServer][wirebench.server.LoopbackServer] is set up. Immutable; checked when made.
///
/// @param host the address to listen on, an IP literal or a name
/// @param port the port to listen on, 0 for one that is free
/// @param loops event loops, each with a thread; the first also accepts
/// @param backlog connections that may wait to be accepted (the kernel caps it at `net.core.somaxconn`)
/// @param maxConnections connections open at one time; when there are as many, accepting stops until one ends
/// @param maxBodyOctets the largest request body taken, in octets; a larger one is refused with 413
/// @param idleTimeout how long a connection may be silent (both ways) before it is closed
/// @param tls how TLS is spoken; null for none
/// @param bearerToken what `/auth/bearer` wants to be shown (RFC 6750 §2.1)
/// @param fault what goes wrong with every connection
/// @param faultPeriod how long one step of the fault takes, see [ConnectionFault#period]
public record ServerConfig(
        String host,
        int port,
        int loops,
        int backlog,
        int maxConnections,
        long maxBodyOctets,
        Duration idleTimeout,
        @Nullable ServerTls tls,
        String bearerToken,
        ConnectionFault fault,
        Duration faultPeriod) {
    private static final long LARGEST_BODY_OCTETS = 1L << 40;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,4096}=*");

    /// 127.0.0.1, any free port, one loop, a backlog of 4096, 16 384 connections, bodies up to 16 GiB, five
    /// minutes, no TLS, the token `wirebench`.
    public static final ServerConfig DEFAULT = new ServerConfig(
            "127.0.0.1",
            0,
            1,
            4096,
            16_384,
            16L << 30,
            Duration.ofMinutes(5),
            null,
            "wirebench",
            ConnectionFault.NONE,
            Duration.ZERO);

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of its range
    public ServerConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is blank");
        }
        requireRange("port", port, 0, 65_535);
        requireRange("loops", loops, 1, 64);
        requireRange("backlog", backlog, 1, 65_535);
        requireRange("maxConnections", maxConnections, 1, 1_000_000);
        requireRange("maxBodyOctets", maxBodyOctets, 0, LARGEST_BODY_OCTETS);
        if (idleTimeout.compareTo(Duration.ofMillis(1)) < 0 || idleTimeout.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("idleTimeout is " + idleTimeout + ", not between PT0.001S and PT24H");
        }
        if (faultPeriod.isNegative() || faultPeriod.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("faultPeriod is " + faultPeriod + ", not between PT0S and PT24H");
        }
        if (fault.period().isPositive() && !faultPeriod.isPositive()) {
            throw new IllegalArgumentException("faultPeriod is zero, but " + fault.label() + " takes its time");
        }
        if (!TOKEN.matcher(bearerToken).matches()) {
            throw new IllegalArgumentException("bearerToken is not a token68 (RFC 9110 section 11.2): " + bearerToken);
        }
    }

    private static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", not between " + least + " and " + most);
        }
    }

    /// The same with another host.
    ///
    /// @param value see [#host]
    /// @return a new configuration
    public ServerConfig withHost(String value) {
        return new ServerConfig(
                value,
                port,
                loops,
                backlog,
                maxConnections,
                maxBodyOctets,
                idleTimeout,
                tls,
                bearerToken,
                fault,
                faultPeriod);
    }

    /// The same with another port.
    ///
    /// @param value see [#port]
    /// @return a new configuration
    public ServerConfig withPort(int value) {
        return new ServerConfig(
                host,
                value,
                loops,
                backlog,
                maxConnections,
                maxBodyOctets,
                idleTimeout,
                tls,
                bearerToken,
                fault,
                faultPeriod);
    }

    /// The same with another number of loops.
    ///
    /// @param value see [#loops]
    /// @return a new configuration
    public ServerConfig withLoops(int value) {
        return new ServerConfig(
                host,
                port,
                value,
                backlog,
                maxConnections,
                maxBodyOctets,
                idleTimeout,
                tls,
                bearerToken,
                fault,
                faultPeriod);
    }

    /// The same with another backlog.
    ///
    /// @param value see [#backlog]
    /// @return a new configuration
    public ServerConfig withBacklog(int value) {
        return new ServerConfig(
                host,
                port,
                loops,
                value,
                maxConnections,
                maxBodyOctets,
                idleTimeout,
                tls,
                bearerToken,
                fault,
                faultPeriod);
    }

    /// The same with another limit on connections.
    ///
    /// @param value see [#maxConnections]
    /// @return a new configuration
    public ServerConfig withMaxConnections(int value) {
        return new ServerConfig(
                host, port, loops, backlog, value, maxBodyOctets, idleTimeout, tls, bearerToken, fault, faultPeriod);
    }

    /// The same with another limit on request bodies.
    ///
    /// @param value see [#maxBodyOctets]
    /// @return a new configuration
    public ServerConfig withMaxBodyOctets(long value) {
        return new ServerConfig(
                host, port, loops, backlog, maxConnections, value, idleTimeout, tls, bearerToken, fault, faultPeriod);
    }

    /// The same with another limit on silence.
    ///
    /// @param value see [#idleTimeout]
    /// @return a new configuration
    public ServerConfig withIdleTimeout(Duration value) {
        return new ServerConfig(
                host, port, loops, backlog, maxConnections, maxBodyOctets, value, tls, bearerToken, fault, faultPeriod);
    }

    /// The same with TLS.
    ///
    /// @param value see [#tls]
    /// @return a new configuration
    public ServerConfig withTls(ServerTls value) {
        return new ServerConfig(
                host,
                port,
                loops,
                backlog,
                maxConnections,
                maxBodyOctets,
                idleTimeout,
                value,
                bearerToken,
                fault,
                faultPeriod);
    }

    /// The same with another token.
    ///
    /// @param value see [#bearerToken]
    /// @return a new configuration
    public ServerConfig withBearerToken(String value) {
        return new ServerConfig(
                host, port, loops, backlog, maxConnections, maxBodyOctets, idleTimeout, tls, value, fault, faultPeriod);
    }

    /// The same with another fault, in its own period, and with the backlog that it needs.
    ///
    /// @param value see [#fault]
    /// @return a new configuration
    public ServerConfig withFault(ConnectionFault value) {
        return new ServerConfig(
                host,
                port,
                loops,
                value == ConnectionFault.BACKLOG_FULL ? 1 : backlog,
                maxConnections,
                maxBodyOctets,
                idleTimeout,
                tls,
                bearerToken,
                value,
                value.period());
    }

    /// The same with another period of its fault.
    ///
    /// @param value see [#faultPeriod]
    /// @return a new configuration
    public ServerConfig withFaultPeriod(Duration value) {
        return new ServerConfig(
                host, port, loops, backlog, maxConnections, maxBodyOctets, idleTimeout, tls, bearerToken, fault, value);
    }

    /// Checks what only a whole configuration can be asked.
    ///
    /// @throws IllegalArgumentException if the fault is one of TLS, and there is none
    public void requireTlsForFault() {
        if (fault.needsTls() && tls == null) {
            throw new IllegalArgumentException(fault.label() + " needs TLS");
        }
    }
}
