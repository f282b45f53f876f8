package wirebench.reports.page;

/// Writes the report as Markdown: the same sentences and tables as the page, without the charts.
public final class Markdown {
    private final StringBuilder markdown = new StringBuilder();

    private Markdown() {}

    /// The document as Markdown.
    public static String of(Document document) {
        return new Markdown().write(document);
    }

    private String write(Document document) {
        paragraph("# " + document.title());
        paragraph(document.origin());
        document.asked().ifPresent(asked -> {
            paragraph(asked.question());
            paragraph("*Expected:* " + asked.expectation());
        });
        findings(document);
        document.sections().forEach(this::section);
        paragraph("## Run it again");
        paragraph(
                document.command().map(command -> "```\n" + command + "\n```").orElse("The command is not recorded."));
        paragraph("## Raw files");
        document.rawFiles().forEach(file -> line("- [" + file.name() + "](<" + file.address() + ">)"));
        return markdown.toString().stripTrailing() + "\n";
    }

    /// Cautions stand between the headline and all else, so that nobody reads the one without the others.
    private void findings(Document document) {
        paragraph("**" + document.findings().getFirst() + "**");
        document.cautions().forEach(caution -> paragraph("> " + caution));
        document.findings().stream().skip(1).forEach(finding -> line("- " + finding));
        line("");
    }

    private void section(Document.Section section) {
        paragraph("## " + section.title());
        section.text().forEach(this::paragraph);
        for (Document.Figure figure : section.figures()) {
            if (!figure.title().isEmpty() && figure.table().isPresent()) {
                paragraph("### " + figure.title());
            }
            figure.table().ifPresent(table -> paragraph(table.toMarkdown().stripTrailing()));
        }
    }

    private void paragraph(String text) {
        line(text);
        line("");
    }

    private void line(String text) {
        markdown.append(text).append('\n');
    }
}
