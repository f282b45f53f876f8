package wirebench.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wirebench.cases.WireCase;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeFailure;
import wirebench.client.FailureKind;
import wirebench.client.PeerViolation;
import wirebench.protocol.Field;
import wirebench.protocol.Fields;
import wirebench.protocol.LimitException;

/// In what a client's outcome deviates from that which a wire case documents.
final class WireCaseVerdict {
    private final WireCase wireCase;
    private final List<String> deviations = new ArrayList<>();

    private WireCaseVerdict(WireCase wireCase) {
        this.wireCase = wireCase;
    }

    /// Compares.
    ///
    /// @param failure what the exchange ended with, null if well
    /// @return one line for each deviation
    static List<String> of(WireCase wireCase, Transcript transcript, @Nullable ExchangeException failure) {
        WireCaseVerdict verdict = new WireCaseVerdict(wireCase);
        verdict.expect("result", wireCase.result(), result(failure));
        verdict.expectIfSaid("at", offset(failure));
        verdict.expect("interim", wireCase.value("interim"), joined(transcript.interims()));
        verdict.expect("body", wireCase.value("body"), transcript.body());
        if (failure == null) {
            verdict.expectIfSaid("status", String.valueOf(transcript.status()));
            verdict.expectIfSaid("reason", transcript.reason());
            verdict.expectFields(transcript.fields());
            verdict.expect("trailer", lines(wireCase.values("trailer")), lines(transcript.trailers()));
        }
        return verdict.deviations;
    }

    private static String result(@Nullable ExchangeException failure) {
        return switch (failure) {
            case null -> "ok";
            case PeerViolation violation -> "violation " + violation.violation();
            case ExchangeFailure other
            when other.getCause() instanceof LimitException limit -> "limit " + limit.limit();
            case ExchangeFailure other -> incomplete(other.failureKind()) ? "incomplete" : other.kind();
        };
    }

    private static boolean incomplete(FailureKind kind) {
        return kind == FailureKind.TRUNCATED || kind == FailureKind.TIMEOUT;
    }

    private static String offset(@Nullable ExchangeException failure) {
        return switch (failure) {
            case PeerViolation violation -> String.valueOf(violation.offset());
            case ExchangeFailure other
            when other.getCause() instanceof LimitException limit -> String.valueOf(limit.offset());
            case null, default -> "";
        };
    }

    /// For each name that the case lists, all lines of the head by that name.
    private void expectFields(Fields fields) {
        Stream<String> names =
                wireCase.values("field").stream().map(line -> name(line)).distinct();
        names.forEach(name -> expect(
                "field " + name,
                lines(wireCase.values("field").stream()
                        .filter(line -> name(line).equals(name))
                        .toList()),
                fields.all(name).stream().map(value -> name + ": " + value).collect(Collectors.joining("|"))));
    }

    private void expectIfSaid(String what, String actual) {
        if (wireCase.says(what)) {
            expect(what, wireCase.value(what), actual);
        }
    }

    private void expect(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            deviations.add(wireCase + ": " + what + " is '" + actual + "', not '" + expected + "'");
        }
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static String lines(List<String> lines) {
        return lines.stream()
                .map(line -> name(line) + ": "
                        + line.substring(line.indexOf(':') + 1).strip())
                .collect(Collectors.joining("|"));
    }

    private static String lines(Fields fields) {
        List<String> lines = new ArrayList<>();
        for (Field field : fields) {
            lines.add(field.name() + ": " + field.value());
        }
        return String.join("|", lines);
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
