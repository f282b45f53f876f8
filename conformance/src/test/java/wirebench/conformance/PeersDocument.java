package wirebench.conformance;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wirebench.cases.WireCase;

/// Prints what all peers make of the wire cases as a Markdown document. Immutable.
record PeersDocument(List<Survey> surveys, List<Difference> differences) {
    private static final List<String> LEVELS = List.of("MUST", "SHOULD", "POLICY");

    private static final String INTRODUCTION = """
            # What other clients make of the wire cases

            A case says what a server sends and what a client must make of it, in
            [this form](../wire-cases/src/main/resources/wirebench/cases/wire-cases.md). Here the same cases are put to widely used
            clients, and to ours by the same comparison. The test `PeersTest` prints this document and fails when it is not what is seen,
            when a difference is not explained, and when an explanation explains nothing any more.

            **same** / **permitted** / **different**: the case's outcome / another one that the RFC allows as well / neither.
            """;

    private static final String READING = """

            How to read the figures:

            - **They count cases, not faults.** The cases were written for the strict reading that ours take, and many of them probe one
              rule with many octets: one lenient number parser makes ten rows. A difference at level POLICY contradicts a choice of
              ours, not the RFC. That ours differ nowhere is how they were built, and shows only that the comparison holds.
            - **What is compared** is accepted, failed or waiting; of what is accepted, the status, the body, the trailers if the peer shows
              them, and the fields that the case lists; and whether a connection serves again that must not. To close one
              that might have served is never a difference.
            - **A response cut short has failed like one that was refused:** its caller gets an error. Where the server stays silent,
              waiting is not an error, and an error not waiting; who has no outcome when the others have had theirs for 2 s waits.
            - **What is not the same is tried twice,** and counts if it is the same neither time.
            - **Octets after a response** must not become the next one. To drop them and keep the connection is no difference, since
              RFC 9112 section 9.2 only says that a client SHOULD close. More than one space for a fold is permitted by section 5.2.
            - **Netty is asked as a codec,** in a channel without a socket, because that is what its users program against: what becomes of the
              connection is left to them and not compared. **The others are asked as clients over a socket,** each case on connections
              of its own, because around their parsers other classes decide about interim responses, the end of input and the connection.
              They have their defaults, but neither retries nor redirections nor timeouts, and larger pools.
            - **Not asked:** CONNECT, which clients send by themselves only; and the cases about our limits, which are settings of ours.

            ## The differences, explained

            *Looser*: it accepts, or waits for, what the case refuses, or reads it in another way. *On purpose*: looser, and its documentation
            or its source says why. *Later*: it accepts nothing that is wrong, only notices later. *Stricter*: it refuses what the case
            accepts, or does more than the RFC asks.
            """;

    /// The whole document.
    String text() {
        return INTRODUCTION + "\n" + figures() + READING
                + surveys.stream().map(this::chapter).collect(Collectors.joining());
    }

    /// The table of figures.
    String figures() {
        StringBuilder table = new StringBuilder("| client | MUST | SHOULD | POLICY | stricter in | not asked |\n");
        table.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (Survey survey : surveys) {
            Stream<String> cells = Stream.concat(
                    LEVELS.stream().map(level -> counts(survey, level)),
                    Stream.of(stricter(survey), survey.of(Agreement.NOT_ASKED).count())
                            .map(String::valueOf));
            table.append("| ").append(survey.title()).append(cells.collect(Collectors.joining(" | ", " | ", " |\n")));
        }
        return table.toString();
    }

    private long stricter(Survey survey) {
        return of(survey)
                .filter(difference -> difference.stance().equals("stricter"))
                .mapToLong(difference -> difference.cases().size())
                .sum();
    }

    private static String counts(Survey survey, String level) {
        return Stream.of(Agreement.SAME, Agreement.PERMITTED, Agreement.DIFFERENT)
                .map(agreement -> String.valueOf(survey.of(agreement)
                        .filter(comparison -> level(comparison.wireCase()).equals(level))
                        .count()))
                .collect(Collectors.joining(" / "));
    }

    private String chapter(Survey survey) {
        Map<String, WireCase> cases = survey.comparisons().stream()
                .map(Comparison::wireCase)
                .collect(Collectors.toMap(WireCase::id, Function.identity()));
        String rows = of(survey).map(difference -> row(difference, cases)).collect(Collectors.joining());
        return rows.isEmpty() ? "" : "\n### " + survey.title() + "\n\n" + """
                | what it does | cases | rule | stance | why | what it can lead to |
                | --- | --- | --- | --- | --- | --- |
                """ + rows;
    }

    private Stream<Difference> of(Survey survey) {
        return differences.stream().filter(difference -> difference.peer().equals(survey.name()));
    }

    private static String row(Difference difference, Map<String, WireCase> cases) {
        String rules = difference.cases().stream()
                .map(cases::get)
                .map(wireCase -> level(wireCase) + ", " + wireCase.value("rule"))
                .distinct()
                .collect(Collectors.joining("; "));
        return Stream.of(
                        difference.what(),
                        String.join(", ", difference.cases()),
                        rules,
                        difference.stance(),
                        difference.why(),
                        difference.leadsTo())
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String level(WireCase wireCase) {
        return wireCase.value("level");
    }
}
