package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldsTest {
    @Test
    void orderAndRepetitionAreKept() {
        Fields fields = Fields.of("A", "1", "B", "2", "a", "3");

        assertThat(fields).containsExactly(new Field("A", "1"), new Field("B", "2"), new Field("a", "3"));
        assertThat(fields.count()).isEqualTo(3);
        assertThat(fields.at(1)).isEqualTo(new Field("B", "2"));
    }

    @Test
    void namesAreFoundInAnyCase() {
        Fields fields = Fields.of("Set-Cookie", "a=1", "SET-COOKIE", "b=2");

        assertThat(fields.first("set-cookie")).isEqualTo("a=1");
        assertThat(fields.all("sEt-cOoKiE")).containsExactly("a=1", "b=2");
        assertThat(fields.first("Cookie")).isNull();
        assertThat(fields.all("Cookie")).isEmpty();
    }

    @Test
    void copyWithOneMoreLeavesTheOriginalAlone() {
        Fields one = Fields.of("A", "1");
        Fields two = one.with("B", "2");

        assertThat(one.count()).isEqualTo(1);
        assertThat(two).isEqualTo(Fields.of("A", "1", "B", "2")).hasSameHashCodeAs(Fields.of("A", "1", "B", "2"));
        assertThat(two).isNotEqualTo(one).hasToString("[A: 1, B: 2]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "X A",
                " X",
                "X ",
                "X:",
                "X: 1",
                "X-A: 1\r\nInjected",
                "X\r",
                "X\n",
                "X\t",
                "X\u0000",
                "X\u007f",
                "X\u00e9",
                "X\u010a",
                "X\u0158",
                "(X)",
                "X,Y",
                "X/Y",
                "X;Y",
                "X=Y",
                "\"X\"",
                "X@Y",
                "{X}",
                "\ud83d\ude00"
            })
    void nameThatIsNoTokenIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.of(name, "1"))
                .withMessageStartingWith("the field name ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nInjected: 1",
                "a\rb",
                "a\nb",
                "\r\n",
                "a\r\n b",
                "a\u0000b",
                "a\u0001",
                "a\u007f",
                "a\u000bb",
                "a\u001b[31m",
                "\u010a\u010dInjected: 1",
                "\u560a",
                "a\u0100",
                "\u20ac",
                "\ud83d\ude00"
            })
    void valueThatCannotBeOctetsOfAValueIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.of("X", value))
                .withMessageStartingWith("the value of field 'X' must not hold U+");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "\ta", "a\t", " ", "\t"})
    void whiteSpaceAroundAValueIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.of("X", value))
                .withMessage("the value of field 'X' has white space around it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a b\tc", "\"quoted\", list; q=0.5", "caf\u00e9", "\u0080\u00ff", "\u00a0a\u0085", ":"})
    void valueOfAllowedOctetsIsKept(String value) {
        assertThat(Fields.of("X", value).first("x")).isEqualTo(value);
    }

    @Test
    void nameWithoutValueIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fields.of("A", "1", "B"));
    }

    @Test
    void messageShowsControlCharactersAsEscapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.of("X\r\nY", "1"))
                .withMessage("the field name 'X\\u000d\\u000aY' is not a token: U+000D at index 1");
    }
}
