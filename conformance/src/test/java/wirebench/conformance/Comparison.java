package wirebench.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import wirebench.cases.WireCase;
import wirebench.protocol.Field;

/// What a peer makes of a case beside what the case says. Immutable.
///
/// @param wireCase the case
/// @param agreement whether they agree
/// @param observation in a few words, what was seen or what is different
record Comparison(WireCase wireCase, Agreement agreement, String observation) {
    private static final String ACCEPTS = "accepts";
    private static final String FAILS = "fails";
    private static final String WAITS = "waits";
    private static final String WIDER_FOLD = "more spaces for a fold";
    private static final Pattern SPACES = Pattern.compile(" +");

    static Comparison of(WireCase wireCase, Seen seen) {
        return switch (seen) {
            case Seen.Whole whole -> of(wireCase, whole);
            case Seen.Failed failed -> of(wireCase, FAILS, failed.message());
            case Seen.Waiting _ -> of(wireCase, WAITS, "");
            case Seen.NotAsked _ -> new Comparison(wireCase, Agreement.NOT_ASKED, "");
        };
    }

    private static Comparison of(WireCase wireCase, String outcome, String detail) {
        return new Comparison(wireCase, agreement(wireCase, outcome), outcome + " " + detail);
    }

    private static Comparison of(WireCase wireCase, Seen.Whole whole) {
        if (!outcome(wireCase, wireCase.result()).equals(ACCEPTS)) {
            return of(wireCase, ACCEPTS, whole.status() + " '" + whole.body() + "'");
        }
        List<String> differences = differences(wireCase, whole);
        return new Comparison(wireCase, agreement(wireCase, differences), String.join("; ", differences));
    }

    private static Agreement agreement(WireCase wireCase, List<String> differences) {
        if (differences.isEmpty()) {
            return Agreement.SAME;
        }
        boolean permitted = allows(wireCase, ACCEPTS) || differences.equals(List.of(WIDER_FOLD));
        return permitted ? Agreement.PERMITTED : Agreement.DIFFERENT;
    }

    private static Agreement agreement(WireCase wireCase, String outcome) {
        if (outcome(wireCase, wireCase.result()).equals(outcome)) {
            return Agreement.SAME;
        }
        return allows(wireCase, outcome) ? Agreement.PERMITTED : Agreement.DIFFERENT;
    }

    private static boolean allows(WireCase wireCase, String outcome) {
        return wireCase.says("also")
                && outcome(wireCase, wireCase.value("also")).equals(outcome);
    }

    /// To a caller a response that was cut short has failed like one that was refused.
    private static String outcome(WireCase wireCase, String result) {
        return switch (result) {
            case "ok" -> ACCEPTS;
            case "incomplete" -> wireCase.serverCloses() ? FAILS : WAITS;
            default -> FAILS;
        };
    }

    private static List<String> differences(WireCase wireCase, Seen.Whole whole) {
        List<String> differences = new ArrayList<>();
        add(differences, "status", wireCase.value("status"), String.valueOf(whole.status()));
        add(differences, "body", wireCase.value("body"), whole.body());
        wireCase.values("field").stream()
                .map(Comparison::name)
                .distinct()
                .forEach(name -> addField(differences, wireCase, name, whole.values(name)));
        if (whole.trailers() != null) {
            add(differences, "trailers", lines(wireCase.values("trailer")), fields(whole.trailers()));
        }
        switch (whole.next()) {
            case APART -> {}
            case SAME_CONNECTION -> {
                if (mustClose(wireCase)) {
                    differences.add("the connection serves again");
                }
            }
            case MIXED_UP -> differences.add("the next exchange does not get its own response");
        }
        return differences;
    }

    /// Octets that belong to no response must not become one. Whoever drops them SHOULD, but need not, close
    /// (RFC 9112 section 9.2).
    private static boolean mustClose(WireCase wireCase) {
        return wireCase.value("reuse").equals("no") && wireCase.value("rest").isEmpty();
    }

    private static void addField(List<String> differences, WireCase wireCase, String name, List<String> actual) {
        List<String> expected = valuesOf(wireCase, name);
        if (!actual.equals(expected) && hasFold(wireCase) && areWider(actual, expected)) {
            differences.add(WIDER_FOLD);
        } else {
            add(differences, "field " + name, expected, actual);
        }
    }

    /// Whether values have at least as many spaces as expected in each place where there are any: a fold
    /// becomes one or more of them (RFC 9112 section 5.2), and the cases show one for each.
    private static boolean areWider(List<String> actual, List<String> expected) {
        return actual.size() == expected.size()
                && IntStream.range(0, actual.size()).allMatch(i -> isWider(actual.get(i), expected.get(i)));
    }

    private static boolean isWider(String actual, String expected) {
        String wide = SPACES.matcher(Pattern.quote(expected))
                .replaceAll(spaces -> "\\\\E {" + spaces.group().length() + ",}\\\\Q");
        return actual.matches(wide);
    }

    private static boolean hasFold(WireCase wireCase) {
        return wireCase.wire().contains("\n ") || wireCase.wire().contains("\n\t");
    }

    private static void add(List<String> differences, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(what + ": '" + actual + "', not '" + expected + "'");
        }
    }

    private static List<String> valuesOf(WireCase wireCase, String name) {
        return wireCase.values("field").stream()
                .filter(line -> name(line).equals(name))
                .map(Comparison::value)
                .toList();
    }

    private static List<String> lines(List<String> lines) {
        return lines.stream()
                .map(line -> name(line).toLowerCase(Locale.ROOT) + ": " + value(line))
                .toList();
    }

    private static List<String> fields(List<Field> fields) {
        return fields.stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT) + ": " + field.value())
                .toList();
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    /// Without the space after the colon.
    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
