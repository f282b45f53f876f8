package wirebench.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A table as every output shows it.
///
/// @param caption what it lists, with the units that its columns do not name
/// @param columns their headings
/// @param rows each with one text for each column
public record Table(String caption, List<Column> columns, List<List<String>> rows) {
    /// One column.
    ///
    /// @param heading with the unit
    /// @param kind how its texts are set
    public record Column(String heading, Kind kind) {
        /// Flush left; the same, on one line; flush right; or as a word that has a colour of its own on the
        /// page.
        enum Kind {
            TEXT,
            NAME,
            FIGURE,
            VERDICT
        }

        /// A column of words, flush left.
        public static Column text(String heading) {
            return new Column(heading, Kind.TEXT);
        }

        /// A column of names, which stay on one line.
        public static Column name(String heading) {
            return new Column(heading, Kind.NAME);
        }

        /// A column of figures, flush right.
        public static Column figure(String heading) {
            return new Column(heading, Kind.FIGURE);
        }

        /// A column of verdicts, each in its colour.
        public static Column verdict(String heading) {
            return new Column(heading, Kind.VERDICT);
        }

        boolean isNumeric() {
            return kind == Kind.FIGURE;
        }

        /// The class of its cells in the style sheet.
        String style() {
            return kind.name().toLowerCase(Locale.ROOT);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row + " in a table of " + columns.size() + " columns");
            }
        }
    }

    /// Whether a row begins another group: rows of a group follow each other and have the same first text.
    boolean startsGroup(int row) {
        return row > 0 && isGrouped() && !first(row).equals(first(row - 1));
    }

    private boolean isGrouped() {
        var texts = rows.stream().map(List::getFirst).distinct().count();
        var runs = 1
                + IntStream.range(1, rows.size())
                        .filter(row -> !first(row).equals(first(row - 1)))
                        .count();
        return texts == runs && texts < rows.size();
    }

    private String first(int row) {
        return rows.get(row).getFirst();
    }

    /// Lines of at most what the columns need, for a terminal.
    public String toText() {
        var widths = new ArrayList<Integer>();
        for (int i = 0; i < columns.size(); i++) {
            widths.add(width(i));
        }
        var text = new StringBuilder(line(columns.stream().map(Column::heading).toList(), widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).length())
                .reduce(columns.get(column).heading().length(), Math::max);
    }

    private String line(List<String> texts, List<Integer> widths) {
        var line = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            var padding = " ".repeat(widths.get(i) - texts.get(i).length());
            line.append(i == 0 ? "" : "  ");
            line.append(columns.get(i).isNumeric() ? padding + texts.get(i) : texts.get(i) + padding);
        }
        return line.toString().stripTrailing() + "\n";
    }

    /// A table in Markdown, figures flush right.
    public String toMarkdown() {
        var markdown = new StringBuilder();
        markdown.append(row(columns.stream().map(Column::heading).toList()));
        markdown.append(
                row(columns.stream().map(c -> c.isNumeric() ? "---:" : "---").toList()));
        rows.forEach(row -> markdown.append(row(row)));
        return markdown.toString();
    }

    private static String row(List<String> texts) {
        return "| "
                + String.join(
                        " | ",
                        texts.stream().map(text -> text.replace("|", "\\|")).toList()) + " |\n";
    }
}
