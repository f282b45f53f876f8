package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ValueScanTest {
    @Test
    void everyOctetIsJudgedRightAtEveryPlace() {
        for (int octet = 0; octet < 256; octet++) {
            for (int at = 0; at < 20; at++) {
                byte[] value = new byte[20 + ValueScan.SLACK];
                Arrays.fill(value, (byte) 'v');
                value[at] = (byte) octet;
                int end = Octets.isValue(octet) ? 20 : at;
                assertThat(ValueScan.end(value, 0, 20)).isEqualTo(end);
            }
        }
    }

    @Test
    void scanStopsWhereAnOctetLoopWould() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] value = new byte[random.nextInt(ValueScan.SLACK, 40)];
            for (int j = 0; j < value.length; j++) {
                value[j] = (byte)
                        (random.nextInt(8) == 0 ? random.nextInt() : "\t ~\u0080\u00ff!".charAt(random.nextInt(6)));
            }
            int last = value.length - ValueScan.SLACK;
            int from = random.nextInt(last + 1);
            int to = random.nextInt(from, last + 1);
            assertThat(ValueScan.end(value, from, to)).isEqualTo(loop(value, from, to));
        }
    }

    private static int loop(byte[] value, int from, int to) {
        int i = from;
        while (i < to && Octets.isValue(value[i])) {
            i++;
        }
        return i;
    }
}
