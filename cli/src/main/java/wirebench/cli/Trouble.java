package wirebench.cli;

import org.jspecify.annotations.Nullable;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.PeerViolation;
import wirebench.client.Phase;
import wirebench.client.body.UnreadableBody;
import wirebench.client.failure.LocalTrouble;
import wirebench.client.failure.TlsTrouble;
import wirebench.protocol.Limit;
import wirebench.protocol.LimitException;
import wirebench.protocol.Violation;

/// Why there is no whole response, in the words in which the command prints it. Immutable.
///
/// @param code the exit code
/// @param kind one word, such as `timeout`
/// @param violation the rule that the peer broke, if it did
/// @param phase how far the exchange had come, or which timeout fired; null if it did not begin
/// @param message what happened
/// @param advice what to try
record Trouble(
        ExitCode code,
        String kind,
        @Nullable Violation violation,
        @Nullable Phase phase,
        String message,
        String advice) {
    private static final String AFTER_AN_END =
            "the server or something in between closed the connection: try again, or ask its log";

    /// Words for whatever an exchange threw.
    static Trouble of(Throwable thrown) {
        return thrown instanceof ExchangeException trouble ? of(trouble) : bug(thrown);
    }

    /// Words for a request that cannot be sent.
    static Trouble misuse(String message) {
        return new Trouble(ExitCode.MISUSE, "misuse", null, null, message, "nothing was sent");
    }

    private static Trouble of(ExchangeException trouble) {
        Violation violation = trouble instanceof PeerViolation broken ? broken.violation() : null;
        return new Trouble(
                ExitCode.of(trouble),
                trouble.kind(),
                violation,
                trouble.phase(),
                TerminalText.of(trouble),
                advice(trouble));
    }

    private static Trouble bug(Throwable thrown) {
        LocalTrouble local = LocalTrouble.of(thrown);
        return local == LocalTrouble.NONE
                ? internal(
                        "a bug in wirebench: " + thrown,
                        "please report it with the command, 'wirebench --version' and the output of --verbose")
                : internal(String.valueOf(thrown.getMessage()), advice(local));
    }

    private static Trouble internal(String message, String advice) {
        return new Trouble(ExitCode.INTERNAL, "internal", null, null, TerminalText.of(message), advice);
    }

    private static String advice(ExchangeException trouble) {
        return switch (trouble) {
            case PeerViolation broken -> advice(broken.violation());
            case ExchangeFailure failure -> advice(failure);
        };
    }

    private static String advice(Violation violation) {
        return violation == Violation.NOT_HTTP
                ? "is this the right port, and does it speak HTTP without TLS?"
                : "the server has to be repaired; 'send --trace' shows what came before";
    }

    private static String advice(ExchangeFailure failure) {
        LocalTrouble local = LocalTrouble.of(failure.getCause());
        return local == LocalTrouble.NONE ? adviceByKind(failure) : advice(local);
    }

    private static String advice(LocalTrouble trouble) {
        return switch (trouble) {
            case NO_DESCRIPTOR ->
                "raise the limit of this process ('ulimit -n' shows it), or use fewer connections at a time";
            case NO_FILE -> "end what holds so many, or raise fs.file-max";
            case NO_PORT ->
                "use connections again, or fewer at a time, or widen net.ipv4.ip_local_port_range; closed ones hold"
                        + " their port for a minute";
            case NONE -> "";
        };
    }

    private static String adviceByKind(ExchangeFailure failure) {
        return switch (failure.failureKind()) {
            case CONNECT -> "check the host and the port, and that the server is running";
            case TLS -> advice(TlsTrouble.of(failure.getCause()));
            case REFUSED -> "wait, and find out why the server fails; --breaker sets when it is given up";
            case TIMEOUT -> "the server may be busy or stuck; to wait longer, raise " + timeoutOption(failure.phase());
            case TRANSPORT ->
                failure.getCause() instanceof UnreadableBody ? "look at the file that -d names" : AFTER_AN_END;
            case TRUNCATED -> AFTER_AN_END;
            case LIMIT ->
                failure.getCause() instanceof LimitException reached ? advice(reached.limit()) : "the limit is fixed";
            case CANCELLED -> "try again";
        };
    }

    private static String advice(TlsTrouble trouble) {
        return switch (trouble) {
            case EXPIRED, NOT_YET_VALID -> "the server needs another certificate, or a clock is wrong";
            case OTHER_HOST -> "call it by a name that is in its certificate";
            case NOT_FOR_SERVERS -> "the server needs another certificate";
            case UNTRUSTED -> "if you trust it, give the certificate of its authority with --cacert";
            case NO_TLS -> "is this the right port, or does the URL begin with http: ?";
            case NO_VERSION -> "the server has to offer TLS 1.2 or 1.3; --tls says which of them is asked for";
            case TOO_LONG ->
                "to take more, set JAVA_TOOL_OPTIONS to -Djdk.tls.maxHandshakeMessageSize=OCTETS or"
                        + " -Djdk.tls.client.maxInboundCertificateChainLength=NUMBER";
            case CLIENT_REFUSED -> "--cert and --key say who you are";
            case OTHER -> "ask the server's log what it did not like";
        };
    }

    private static String timeoutOption(Phase phase) {
        return switch (phase) {
            case ACQUIRE -> "--acquire-timeout";
            case CONNECT -> "--connect-timeout";
            case HANDSHAKE -> "--handshake-timeout";
            case HEAD -> "--head-timeout";
            case READ -> "--read-timeout";
            case WRITE -> "--write-timeout";
            case TOTAL -> "--timeout";
        };
    }

    private static String advice(Limit limit) {
        return switch (limit) {
            case START_LINE_OCTETS -> "to take more, raise --max-status-line";
            case HEAD_OCTETS -> "to take more, raise --max-head";
            case FIELD_COUNT -> "to take more, raise --max-fields";
            case CHUNK_EXTENSION_OCTETS -> "to take more, raise --max-chunk-extensions";
            case TRAILER_OCTETS -> "to take more, raise --max-trailers";
            case TRAILER_COUNT -> "to take more, raise --max-trailer-fields";
            case BODY_OCTETS -> "to take more, raise --max-body";
            case INTERIM_RESPONSES -> "to take more, raise --max-interim";
        };
    }
}
