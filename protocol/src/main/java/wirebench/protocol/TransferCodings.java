package wirebench.protocol;

/// Reads the codings of a Transfer-Encoding list, however many field lines it is spread over.
///
/// ```
/// Transfer-Encoding  = #transfer-coding                                                (RFC 9112 section 6.1)
/// transfer-coding    = token *( OWS ";" OWS transfer-parameter )                       (RFC 9110 section 10.1.4)
/// transfer-parameter = token BWS "=" BWS ( token / quoted-string )
/// ```
/// Empty list elements are ignored (RFC 9110 section 5.6.1.2). Chunked takes no parameters and comes once. The
/// whole grammar is checked, so that no other reader can find a different final coding in the same octets. Not
/// thread-safe.
final class TransferCodings {
    private byte[] octets = {};
    private int at;
    private int end;
    private boolean present;
    private boolean any;
    private boolean chunked;
    private boolean chunkedIsFinal;

    void begin() {
        present = false;
        any = false;
        chunked = false;
        chunkedIsFinal = false;
    }

    /// Whether there was a field line, be it empty.
    boolean present() {
        return present;
    }

    /// Whether the body's end is found by chunks.
    boolean chunkedIsFinal() {
        return chunkedIsFinal;
    }

    /// Whether the codings so far frame a message: no field line, or at least one coding.
    boolean valid() {
        return any || !present;
    }

    /// Reads one field line.
    ///
    /// @return false if it is outside the grammar
    boolean read(byte[] line, int from, int to) {
        octets = line;
        at = from;
        end = to;
        present = true;
        while (skipEmptyElements()) {
            if (!coding() || !elementEnds()) {
                return false;
            }
        }
        return true;
    }

    private boolean skipEmptyElements() {
        while (at < end && (octets[at] == ',' || Octets.isWhitespace(octets[at]))) {
            at++;
        }
        return at < end;
    }

    private boolean elementEnds() {
        skipWhitespace();
        return at == end || octets[at] == ',';
    }

    private boolean coding() {
        int from = at;
        if (!token()) {
            return false;
        }
        chunkedIsFinal = Octets.equalsIgnoreCase(octets, from, at, "chunked");
        boolean again = chunked && chunkedIsFinal;
        any = true;
        chunked |= chunkedIsFinal;
        return !again && parameters();
    }

    private boolean parameters() {
        while (skipPast(';')) {
            if (chunkedIsFinal || !parameter()) {
                return false;
            }
        }
        return true;
    }

    private boolean parameter() {
        skipWhitespace();
        if (!token() || !skipPast('=')) {
            return false;
        }
        skipWhitespace();
        return (at < end && octets[at] == '"') ? quotedString() : token();
    }

    private boolean token() {
        int from = at;
        while (at < end && Octets.isToken(octets[at])) {
            at++;
        }
        return at > from;
    }

    private boolean quotedString() {
        at++;
        while (at < end && octets[at] != '"') {
            at += octets[at] == '\\' ? 2 : 1;
        }
        at++;
        return at <= end;
    }

    /// White space before the sign is skipped too; without the sign, what follows it decides.
    private boolean skipPast(char sign) {
        skipWhitespace();
        if (at == end || octets[at] != sign) {
            return false;
        }
        at++;
        return true;
    }

    private void skipWhitespace() {
        while (at < end && Octets.isWhitespace(octets[at])) {
            at++;
        }
    }
}
