package wirebench.protocol;

import static wirebench.protocol.Octets.CR;
import static wirebench.protocol.Octets.LF;
import static wirebench.protocol.Octets.SP;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Decodes a status line.
///
/// ```
/// status-line  = HTTP-version SP status-code SP [ reason-phrase ] CRLF      (RFC 9112 section 4)
/// HTTP-version = "HTTP" "/" DIGIT "." DIGIT
/// status-code  = 3DIGIT
/// ```
/// The SP after the status code may be missing when there is no reason phrase: the RFC's grammar demands it, but
/// nearly every server's author forgot once, and nothing about the message's end depends on it.
final class StatusLine {
    private static final byte[] HTTP_1_1 = "HTTP/1.1".getBytes(StandardCharsets.US_ASCII);
    private static final String PREFIX = "HTTP/";
    private static final int MAJOR = 5;
    private static final int DOT = 6;
    private static final int MINOR = 7;
    private static final int FIRST_SP = 8;
    private static final int CODE = 9;
    private static final int AFTER_CODE = 12;

    private int next;
    private int minorVersion;
    private int status;
    private int reasonStart;
    private int reasonEnd;

    void begin() {
        next = 0;
        status = 0;
        reasonStart = 0;
        reasonEnd = 0;
    }

    /// The octet after the last one that was looked at.
    int end() {
        return next;
    }

    int minorVersion() {
        return minorVersion;
    }

    int status() {
        return status;
    }

    int reasonStart() {
        return reasonStart;
    }

    int reasonEnd() {
        return reasonEnd;
    }

    /// Goes on at `from`; the line begins at index 0.
    ///
    /// @return true when the line's CRLF has been taken
    boolean parse(byte[] octets, int from, int to, long base) throws ViolationException {
        next = from == 0 && to >= AFTER_CODE && isUsual(octets) ? AFTER_CODE : from;
        while (next < to) {
            byte octet = octets[next];
            Violation violation = next <= AFTER_CODE ? fixed(next, octet) : reason(octets, octet);
            if (violation != null) {
                throw new ViolationException(violation, base + next);
            }
            next++;
            if (octet == LF) {
                return true;
            }
        }
        return false;
    }

    /// Looks at the part with fixed places in one go, if all of it is there and it is as nearly always.
    /// Anything else is looked at octet by octet, which tells what is wrong with it. The benchmark HeadDecode
    /// shows the gain, at a small head.
    private boolean isUsual(byte[] octets) {
        int hundreds = octets[CODE] - '0';
        int tens = octets[CODE + 1] - '0';
        int ones = octets[CODE + 2] - '0';
        boolean threeDigits = hundreds > 0 && hundreds < 10 && tens >= 0 && tens < 10 && ones >= 0 && ones < 10;
        if (!threeDigits || octets[FIRST_SP] != SP || !Arrays.equals(octets, 0, FIRST_SP, HTTP_1_1, 0, FIRST_SP)) {
            return false;
        }
        minorVersion = 1;
        status = hundreds * 100 + tens * 10 + ones;
        return true;
    }

    /// The part with fixed places, up to the octet after the status code.
    private @Nullable Violation fixed(int index, byte octet) {
        return switch (index) {
            case MAJOR -> major(octet);
            case DOT -> octet == '.' ? null : Violation.VERSION_MALFORMED;
            case MINOR -> minor(octet);
            case FIRST_SP -> octet == SP ? null : Violation.VERSION_MALFORMED;
            case CODE, CODE + 1, CODE + 2 -> digit(index, octet);
            case AFTER_CODE -> afterCode(octet);
            default -> octet == PREFIX.charAt(index) ? null : Violation.NOT_HTTP;
        };
    }

    private static @Nullable Violation major(byte octet) {
        if (!Octets.isDigit(octet)) {
            return Violation.VERSION_MALFORMED;
        }
        return octet == '1' ? null : Violation.VERSION_UNSUPPORTED;
    }

    private @Nullable Violation minor(byte octet) {
        minorVersion = octet - '0';
        return Octets.isDigit(octet) ? null : Violation.VERSION_MALFORMED;
    }

    private @Nullable Violation digit(int index, byte octet) {
        boolean below100 = index == CODE && octet == '0';
        if (!Octets.isDigit(octet) || below100) {
            return Violation.STATUS_CODE_MALFORMED;
        }
        status = status * 10 + octet - '0';
        return null;
    }

    private @Nullable Violation afterCode(byte octet) {
        if (octet != SP && octet != CR) {
            return octet == LF ? Violation.BARE_LF : Violation.STATUS_CODE_MALFORMED;
        }
        reasonStart = octet == CR ? AFTER_CODE : AFTER_CODE + 1;
        reasonEnd = reasonStart;
        return null;
    }

    private @Nullable Violation reason(byte[] octets, byte octet) {
        boolean afterCr = octets[next - 1] == CR;
        if (octet == LF) {
            return afterCr ? null : Violation.BARE_LF;
        }
        if (afterCr) {
            return Violation.BARE_CR;
        }
        if (octet == CR) {
            reasonEnd = next;
            return null;
        }
        return Octets.isValue(octet) ? null : Violation.REASON_PHRASE_INVALID;
    }
}
