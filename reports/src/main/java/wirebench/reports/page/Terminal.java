package wirebench.reports.page;

/// Sentences for a terminal.
public final class Terminal {
    private static final int WIDTH = 100;

    private Terminal() {}

    /// Lines that end between words, the last one with its end.
    public static String wrapped(String sentence) {
        var lines = new StringBuilder();
        var column = 0;
        for (String word : sentence.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                lines.append('\n');
                column = 0;
            }
            lines.append(column == 0 ? "" : " ").append(word);
            column += word.length() + (column == 0 ? 0 : 1);
        }
        return lines.append('\n').toString();
    }
}
