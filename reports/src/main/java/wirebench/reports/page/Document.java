package wirebench.reports.page;

import java.util.List;
import java.util.Optional;

/// The report before it is HTML or Markdown.
///
/// @param title of the whole
/// @param asked what it was run for; nothing if the run asks no question
/// @param origin one line: when, where, how much
/// @param findings sentences: what the reader learns
/// @param cautions sentences: what keeps the findings from being more than they are
/// @param sections in reading order
/// @param command what measures it again; nothing if the run did not record it
/// @param hints how to read it
/// @param rawFiles what all this was made from
public record Document(
        String title,
        Optional<Asked> asked,
        String origin,
        List<String> findings,
        List<String> cautions,
        List<Section> sections,
        Optional<String> command,
        List<Hint> hints,
        List<RawFile> rawFiles) {
    /// The question that was asked.
    ///
    /// @param question what was to be found out
    /// @param expectation what was thought before
    public record Asked(String question, String expectation) {}

    /// One sentence on how to read the document.
    ///
    /// @param term what to look at, as the beginning of a sentence
    /// @param rest of the sentence, and more
    record Hint(String term, String rest) {}

    /// Sentences, then figures.
    ///
    /// @param id the anchor, unique in the document
    /// @param text sentences before the figures
    public record Section(String id, String title, List<String> text, List<Figure> figures) {}

    /// A chart over the table of what it draws; either may be missing.
    ///
    /// @param id unique in the document
    /// @param title what sets this figure apart from the others of its section; may be empty
    /// @param isFolded whether the page shows the table only to those who ask for it
    public record Figure(String id, String title, Optional<Chart> chart, Optional<Table> table, boolean isFolded) {
        /// A chart over its table, if there is one.
        public static Figure of(String id, Chart chart, Optional<Table> table) {
            return new Figure(id, "", Optional.of(chart), table, false);
        }

        /// A table alone.
        public static Figure of(String id, Table table) {
            return new Figure(id, "", Optional.empty(), Optional.of(table), false);
        }

        /// The same under a title.
        public Figure withTitle(String other) {
            return new Figure(id, other, chart, table, isFolded);
        }

        /// The same with the table shown only to those who ask for it.
        public Figure folded() {
            return new Figure(id, title, chart, table, true);
        }
    }

    /// A file that the document was made from.
    ///
    /// @param address relative to the report
    public record RawFile(String name, String address) {}
}
