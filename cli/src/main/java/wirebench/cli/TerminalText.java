package wirebench.cli;

import java.util.regex.Pattern;

/// Text from outside as one line that a terminal can be trusted with.
final class TerminalText {
    private static final int LONGEST = 600;

    /// Up to the last `@` of what holds no white space: whoever writes a password there may have encoded nothing.
    private static final Pattern USERINFO = Pattern.compile("//\\S*@");

    private TerminalText() {}

    /// The message of an exception, or its name if it has none.
    static String of(Throwable thrown) {
        String message = thrown.getMessage();
        return of(message == null ? thrown.getClass().getName() : message);
    }

    /// The text with control characters written as escapes, shortened if it is very long.
    static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> append(line, c));
        return text.codePointCount(0, text.length()) > LONGEST
                ? line.append("...").toString()
                : line.toString();
    }

    /// The same without what may be a user's name and password in URLs that were refused.
    static String withoutUserinfo(String text) {
        return USERINFO.matcher(text).replaceAll("//...@");
    }

    private static void append(StringBuilder line, int c) {
        switch (c) {
            case '\r' -> line.append("\\r");
            case '\n' -> line.append("\\n");
            case '\t' -> line.append("\\t");
            default -> {
                if (Character.isISOControl(c)) {
                    line.append(String.format("\\u%04x", c));
                } else {
                    line.appendCodePoint(c);
                }
            }
        }
    }
}
