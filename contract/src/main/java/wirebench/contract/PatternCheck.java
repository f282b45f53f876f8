package wirebench.contract;

import java.nio.ByteBuffer;
import wirebench.client.ResponseHandler;
import wirebench.protocol.ResponseHead;

/// Receives a patterned body of the server's and checks every octet against the rule: octet `i` is `'a' + i % 26`.
final class PatternCheck implements ResponseHandler {
    private static final int PERIOD = 26;

    private int status;
    private long octets;
    private long firstWrong = -1;

    @Override
    public void head(ResponseHead head) {
        status = head.status();
        octets = 0;
        firstWrong = -1;
    }

    @Override
    public void body(ByteBuffer slice) {
        while (slice.hasRemaining()) {
            if (slice.get() != 'a' + octets % PERIOD && firstWrong < 0) {
                firstWrong = octets;
            }
            octets++;
        }
    }

    int status() {
        return status;
    }

    long octets() {
        return octets;
    }

    /// The place of the first octet that breaks the rule, or -1.
    long firstWrong() {
        return firstWrong;
    }

    /// The first octets of the pattern.
    static String pattern(int octets) {
        StringBuilder pattern = new StringBuilder(octets);
        for (int i = 0; i < octets; i++) {
            pattern.append((char) ('a' + i % PERIOD));
        }
        return pattern.toString();
    }
}
