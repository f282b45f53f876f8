package wirebench.server.process;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.ServerConfig;

/// The command line of [ServerMain], both ways: what [ServerProcess] writes is what the child reads.
///
/// @param config what the options say, [ServerConfig#DEFAULT] where they say nothing
/// @param untilStdinCloses whether the server ends when its standard input does
public record ServerArguments(ServerConfig config, boolean untilStdinCloses) {
    public static final String UNTIL_STDIN_CLOSES = "--until-stdin-closes";

    /// Reads options of the form `--name=value`.
    ///
    /// @throws IllegalArgumentException if one is not known, or its value not valid
    public static ServerArguments parse(String... arguments) {
        ServerConfig config = ServerConfig.DEFAULT;
        boolean untilStdinCloses = false;
        Map<String, String> tls = new HashMap<>();
        for (String argument : arguments) {
            if (argument.equals(UNTIL_STDIN_CLOSES)) {
                untilStdinCloses = true;
            } else if (argument.startsWith(TlsOptions.PREFIX)) {
                tls.put(name(argument), value(argument));
            } else {
                config = with(config, argument);
            }
        }
        ServerConfig whole = tls.isEmpty() ? config : withTls(config, tls);
        whole.requireTlsForFault();
        return new ServerArguments(whole, untilStdinCloses);
    }

    private static ServerConfig withTls(ServerConfig config, Map<String, String> options) {
        try {
            return config.withTls(TlsOptions.parse(options));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a valid value: " + e.getParsedString(), e);
        }
    }

    private static String name(String argument) {
        return argument.replaceFirst("=.*", "");
    }

    private static String value(String argument) {
        return argument.substring(Math.min(argument.length(), name(argument).length() + 1));
    }

    private static ServerConfig with(ServerConfig config, String argument) {
        String value = value(argument);
        try {
            return switch (name(argument)) {
                case "--host" -> config.withHost(value);
                case "--port" -> config.withPort(Integer.parseInt(value));
                case "--loops" -> config.withLoops(Integer.parseInt(value));
                case "--backlog" -> config.withBacklog(Integer.parseInt(value));
                case "--max-connections" -> config.withMaxConnections(Integer.parseInt(value));
                case "--max-body" -> config.withMaxBodyOctets(Long.parseLong(value));
                case "--fault" -> config.withFault(ConnectionFault.named(value));
                case "--fault-period" -> config.withFaultPeriod(Duration.parse(value));
                case "--bearer" -> config.withBearerToken(value);
                case "--idle-timeout" -> config.withIdleTimeout(Duration.parse(value));
                default -> throw new IllegalArgumentException("unknown option " + argument);
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException("not a valid value: " + argument, e);
        }
    }

    /// The options that say the same, but for TLS: that takes files, see [TlsOptions#write].
    public List<String> toList() {
        List<String> options = List.of(
                "--host=" + config.host(),
                "--port=" + config.port(),
                "--loops=" + config.loops(),
                "--backlog=" + config.backlog(),
                "--max-connections=" + config.maxConnections(),
                "--max-body=" + config.maxBodyOctets(),
                "--idle-timeout=" + config.idleTimeout(),
                "--bearer=" + config.bearerToken(),
                "--fault=" + config.fault().label(),
                "--fault-period=" + config.faultPeriod());
        return untilStdinCloses ? join(options, UNTIL_STDIN_CLOSES) : options;
    }

    private static List<String> join(List<String> options, String last) {
        return Stream.concat(options.stream(), Stream.of(last)).toList();
    }
}
