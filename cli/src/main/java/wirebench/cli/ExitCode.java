package wirebench.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.PeerViolation;

/// The codes by which the command tells the shell how it ended. Other programs rely on the numbers.
public enum ExitCode {
    /// Every response was received whole, whatever its status.
    OK(0, "every response was received whole, whatever its status"),
    /// A bug, or trouble with the terminal or the disk.
    INTERNAL(1, "anything else: a bug"),
    /// The caller's mistake; nothing was sent.
    MISUSE(2, "misuse: bad option, URL, header, method; nothing was sent"),
    /// No connection was made.
    CONNECT(3, "could not connect, or the TLS handshake failed"),
    /// A timeout fired.
    TIMEOUT(4, "a timeout"),
    /// The peer broke HTTP.
    VIOLATION(5, "the peer broke HTTP"),
    /// The connection ended or failed before the response was complete.
    BROKEN(6, "the connection ended or failed before the response was complete"),
    /// One of our limits was reached.
    LIMIT(7, "a limit of ours was reached"),
    /// `doctor` found what will spoil results.
    UNFIT(8, "something on this machine will spoil results"),
    /// What the caller had called a failure came about.
    THRESHOLD(9, "what a --fail-if option names came about"),
    /// An open loop did not keep to what makes its figures a measurement, or runs cannot be compared.
    INVALID(10, "no valid measurement or comparison; the reasons were printed"),
    /// `reproduce` found the opposite of what the first run had found.
    CONTRADICTED(11, "a finding was contradicted"),
    /// Somebody ended the load early: what the shell reports of a process that SIGINT ended (128 + SIGINT).
    INTERRUPTED(130, "interrupted; what was measured until then was printed"),
    /// Whoever read our output has read enough: what the shell reports of any filter then (128 + SIGPIPE).
    OUTPUT_CLOSED(141, "standard output was closed early");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /// The number that the shell sees.
    ///
    /// @return from 0 to 255
    public int number() {
        return number;
    }

    /// What the number means, for `--help`.
    ///
    /// @return a phrase without a full stop
    public String meaning() {
        return meaning;
    }

    /// The codes of a verb that carries out no exchange of the caller's, for `--help`.
    ///
    /// @param ok what the verb has done or found when it ends with 0
    /// @param others what it may end with besides 0, 1 and 2
    /// @return meanings by number, in ascending order
    static Map<String, String> listed(String ok, ExitCode... others) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(String.valueOf(OK.number), ok);
        codes.put(String.valueOf(INTERNAL.number), INTERNAL.meaning);
        codes.put(String.valueOf(MISUSE.number), "misuse: a bad option or argument; nothing was done");
        for (ExitCode other : others) {
            codes.put(String.valueOf(other.number), other.meaning);
        }
        return codes;
    }

    /// The code of an exchange without a whole response.
    ///
    /// @param trouble what the client threw
    /// @return the code
    public static ExitCode of(ExchangeException trouble) {
        return switch (trouble) {
            case PeerViolation _ -> VIOLATION;
            case ExchangeFailure failure -> of(failure.failureKind());
        };
    }

    /// The code of a failure.
    ///
    /// @param kind what went wrong
    /// @return the code; nobody but a bug cancels an exchange of ours
    public static ExitCode of(FailureKind kind) {
        return switch (kind) {
            case CONNECT, TLS, REFUSED -> CONNECT;
            case TIMEOUT -> TIMEOUT;
            case TRUNCATED, TRANSPORT -> BROKEN;
            case LIMIT -> LIMIT;
            case CANCELLED -> INTERNAL;
        };
    }
}
