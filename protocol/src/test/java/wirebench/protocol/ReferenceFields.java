package wirebench.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Field lines and the lists in them, by the grammar of RFC 9110 section 5 and RFC 9112 section 5: slow and
/// obvious. A part of [ReferenceResponse].
final class ReferenceFields {
    static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    static final String TEXT = "[\\t\\x20-\\x7e\\x80-\\xff]*+";
    /// A quoted-string after [#withoutQuotedPairs].
    static final String QUOTED = "\"[\\t !#-\\[\\]-~\\x80-\\xff]*+\"";

    private static final Pattern FIELD_LINE = Pattern.compile("(" + TOKEN + "):(" + TEXT + ")");
    private static final Pattern FOLDED_LINE = Pattern.compile("[ \\t](" + TEXT + ")");
    private static final Pattern CODING = Pattern.compile("(" + TOKEN + ")");
    private static final Pattern PARAMETER =
            Pattern.compile("[ \\t]*+;[ \\t]*+" + TOKEN + "[ \\t]*+=[ \\t]*+(?:" + TOKEN + "|" + QUOTED + ")");
    private static final Pattern EMPTY_ELEMENTS = Pattern.compile("[ \\t,]*+");
    private static final Pattern ELEMENT_END = Pattern.compile("[ \\t]*+(?:,[ \\t,]*+|\\z)");

    private ReferenceFields() {}

    /// The fields of a section, without its empty line. Each fold becomes one SP, and those at the end are none
    /// of the value.
    static List<Field> of(List<String> lines) {
        List<Field> fields = new ArrayList<>();
        for (String line : lines) {
            Matcher field = FIELD_LINE.matcher(line);
            Matcher folded = FOLDED_LINE.matcher(line);
            if (field.matches()) {
                fields.add(new Field(field.group(1), strip(field.group(2))));
            } else if (folded.matches() && !fields.isEmpty()) {
                Field last = fields.removeLast();
                fields.add(new Field(last.name(), last.value() + " " + strip(folded.group(1))));
            } else {
                throw new ReferenceResponse.Refused("no field line: " + line);
            }
        }
        return fields.stream()
                .map(field -> new Field(field.name(), strip(field.value())))
                .toList();
    }

    static List<String> values(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /// Elements of comma-separated lists, as they stand, empty ones too.
    static List<String> elements(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(ReferenceFields::strip)
                .toList();
    }

    /// The transfer codings of one field line, in order, each with its parameters.
    static List<String> codings(String value) {
        String text = withoutQuotedPairs(value);
        List<String> codings = new ArrayList<>();
        int at = skip(EMPTY_ELEMENTS, text, 0);
        while (at < text.length()) {
            int end = codingEnd(text, at);
            codings.add(text.substring(at, end));
            at = skip(ELEMENT_END, text, end);
            if (end == at && end < text.length()) {
                throw new ReferenceResponse.Refused("no list of transfer codings: " + value);
            }
        }
        return codings;
    }

    private static int codingEnd(String text, int from) {
        int end = skip(CODING, text, from);
        if (end == from) {
            throw new ReferenceResponse.Refused("no transfer coding: " + text);
        }
        for (int next = skip(PARAMETER, text, end); next > end; next = skip(PARAMETER, text, end)) {
            end = next;
        }
        return end;
    }

    /// Where a pattern's match ends that begins at an index, or that index if there is none.
    static int skip(Pattern pattern, String text, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length());
        return matcher.lookingAt() ? matcher.end() : from;
    }

    /// Puts a parenthesis for each quoted-pair: inside quotes it is as good as any text, and outside of them both
    /// are wrong.
    static String withoutQuotedPairs(String text) {
        return text.replaceAll("\\\\[\\t\\x20-\\x7e\\x80-\\xff]", "(");
    }

    /// Without the SP and HTAB at either end.
    static String strip(String text) {
        return text.replaceAll("\\A[ \\t]++", "").replaceAll("[ \\t]++\\z", "");
    }
}
