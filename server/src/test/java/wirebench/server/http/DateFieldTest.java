package wirebench.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DateFieldTest {
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
    private static final long YEAR_2400 = 13_569_465_600L;

    private final DateField field = new DateField();

    @Test
    void everyDayUntil2400IsWrittenAsTheCalendarHasIt() {
        for (long second = 0; second < YEAR_2400; second += 86_399) {
            field.set(second);
            String expected = IMF_FIXDATE.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
            assertThat(new String(field.octets(), ISO_8859_1)).isEqualTo(expected);
        }
    }

    @Test
    void exampleOfTheSpecification() {
        field.set(784_111_777);
        assertThat(new String(field.octets(), ISO_8859_1)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
