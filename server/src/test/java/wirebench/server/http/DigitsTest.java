package wirebench.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 15, 16, 99, 100, 255, 256, 65_535, 999_999_999_999_999_999L, Long.MAX_VALUE})
    void numbersAreWrittenAsTheJdkWritesThem(long value) {
        ByteBuffer out = ByteBuffer.allocate(64);
        Digits.putDecimal(out, value);
        out.put((byte) ' ');
        Digits.putHex(out, value);
        assertThat(new String(out.array(), 0, out.position(), ISO_8859_1))
                .isEqualTo(value + " " + Long.toHexString(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "+1", "-1", "0x1", "1a", "1234567890123456789"})
    void whatIsNoNumberIsNotRead(String text) {
        assertThat(Digits.decimal(ByteBuffer.wrap(text.getBytes(ISO_8859_1)), 0, text.length()))
                .isEqualTo(Digits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "007", "123456789012345678"})
    void decimalsAreRead(String text) {
        assertThat(Digits.decimal(ByteBuffer.wrap(text.getBytes(ISO_8859_1)), 0, text.length()))
                .isEqualTo(Long.parseLong(text));
    }
}
