package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldSectionTest {
    private final ResponseDecoder decoder = new ResponseDecoder(Limits.DEFAULT);
    private FieldSection fields;

    @BeforeEach
    void decode() throws DecodeException {
        decoder.begin("GET");
        decoder.next(ByteBuffer.wrap(
                WireText.octets("HTTP/1.1 204 N\\r\\nX-One: 1\\r\\nx-two:\\r\\nX-ONE: \\xe9\\xff\\r\\n\\r\\n")));
        fields = decoder.head().fields();
    }

    @Test
    void linesKeepTheirOrderAndTheirCase() {
        assertThat(fields.count()).isEqualTo(3);
        assertThat(fields.name(0)).isEqualTo("X-One");
        assertThat(fields.value(0)).isEqualTo("1");
        assertThat(fields.name(1)).isEqualTo("x-two");
        assertThat(fields.value(1)).isEmpty();
        assertThat(fields.name(2)).isEqualTo("X-ONE");
        assertThat(fields.value(2)).isEqualTo("\u00e9\u00ff");
    }

    @Test
    void namesAreComparedWithoutRegardToCase() {
        assertThat(fields.nameIs(0, "x-one")).isTrue();
        assertThat(fields.nameIs(2, "x-one")).isTrue();
        assertThat(fields.nameIs(1, "x-one")).isFalse();
        assertThat(fields.nameIs(0, "x-on")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-One", "x-one", "X-ONE"})
    void firstOfANameIsFoundInAnyCase(String name) {
        assertThat(fields.first(name)).isEqualTo("1");
    }

    @Test
    void valueIsCopiedWithoutBecomingAString() {
        ByteBuffer value = ByteBuffer.allocate(3);
        fields.copyValue(fields.indexOf("x-one"), value);
        fields.copyValue(2, value);
        assertThat(value.array()).isEqualTo(new byte[] {'1', (byte) 0xe9, (byte) 0xff});
        assertThatThrownBy(() -> fields.copyValue(0, value)).isInstanceOf(BufferOverflowException.class);
    }

    @Test
    void nameThatIsNotThereIsNotFound() {
        assertThat(fields.indexOf("X-Three")).isNegative();
        assertThat(fields.first("X-Three")).isNull();
        assertThat(fields.first("")).isNull();
    }

    /// The Kelvin sign becomes an ASCII letter under Unicode's rules for case.
    @Test
    void caseIsThatOfAsciiAlone() throws DecodeException {
        decoder.begin("GET");
        decoder.next(ByteBuffer.wrap(WireText.octets("HTTP/1.1 204 N\\r\\nkey: 1\\r\\n\\r\\n")));

        assertThat(decoder.head().fields().first("KEY")).isEqualTo("1");
        assertThat(decoder.head().fields().first("\u212aey")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Y: a\\r\\n \\r\\n b|a  b",
                "Y: a\\r\\n \\t \\r\\n\\t\\r\\n b|a   b",
                "Y: a\\r\\n b\\r\\n \\r\\n c\\r\\n d|a b  c d",
                "Y:\\r\\n \\r\\n b|b",
                "Y: a\\r\\n \\r\\n |a",
                "X: a\\r\\n \\r\\nY: b\\r\\n c|b c",
            })
    void eachFoldBecomesASpace(String lines, String value) throws DecodeException {
        decoder.begin("GET");
        decoder.next(ByteBuffer.wrap(WireText.octets("HTTP/1.1 204 N\\r\\n" + lines + "\\r\\nZ: z\\r\\n\\r\\n")));

        assertThat(decoder.head().fields().first("Y")).isEqualTo(value);
        assertThat(decoder.head().fields().first("Z")).isEqualTo("z");
    }

    @Test
    void lineBeyondTheLastIsMisuse() {
        assertThatThrownBy(() -> fields.name(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> fields.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> fields.nameIs(3, "x")).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void copyHoldsWhatTheViewShows() {
        assertThat(fields.copy())
                .containsExactly(new Field("X-One", "1"), new Field("x-two", ""), new Field("X-ONE", "\u00e9\u00ff"));
        assertThat(fields).hasToString("[X-One: 1, x-two: , X-ONE: \u00e9\u00ff]");
    }
}
