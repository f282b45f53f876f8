package wirebench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    private static final Table TABLE = new Table(
            "caption",
            List.of(Table.Column.figure("N"), Table.Column.text("Client"), Table.Column.figure("k/s")),
            List.of(List.of("8", "nio", "110.6"), List.of("64", "blocking", "9.5"), List.of("64", "a|b", "7.0")));

    @Test
    void figuresAreFlushRightInText() {
        assertThat(TABLE.toText()).isEqualTo("""
                 N  Client      k/s
                 8  nio       110.6
                64  blocking    9.5
                64  a|b         7.0
                """);
    }

    @Test
    void figuresAreFlushRightInMarkdown() {
        assertThat(TABLE.toMarkdown()).isEqualTo("""
                | N | Client | k/s |
                | ---: | --- | ---: |
                | 8 | nio | 110.6 |
                | 64 | blocking | 9.5 |
                | 64 | a\\|b | 7.0 |
                """);
    }

    @Test
    void groupBeginsWhereTheFirstTextChanges() {
        assertThat(List.of(TABLE.startsGroup(0), TABLE.startsGroup(1), TABLE.startsGroup(2)))
                .containsExactly(false, true, false);
    }

    @Test
    void rowOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("", List.of(Table.Column.text("one")), List.of(List.of("a", "b"))));
    }

    @ParameterizedTest
    @CsvSource({
        "178312, 178, k",
        "24000, 24.0, k",
        "9120.4, '9,120', ''",
        "41.26, 41.3, ''",
        "2617000, 2.62, M",
        "0.0314, 0.03, ''",
        "0, 0.00, ''",
        "-0.001, 0.00, ''",
        "NaN, n/a, ''"
    })
    void figureKeepsThreeDigitsWherePossible(double figure, String text, String prefix) {
        var scale = Scale.of(DoubleStream.of(figure));
        assertThat(scale.prefix()).isEqualTo(prefix);
        assertThat(scale.figure(figure)).isEqualTo(text);
    }

    @Test
    void columnIsWrittenInOneScale() {
        var scale = Scale.of(DoubleStream.of(178_312, 2_400));
        assertThat(scale.figure(2_400)).isEqualTo("2.40");
        assertThat(scale.figure(178_312)).isEqualTo("178.31");
        assertThat(scale.unit("exchanges/s")).isEqualTo("k exchanges/s");
    }
}
