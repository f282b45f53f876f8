package wirebench.client.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the blocks in a PEM file (RFC 7468). Immutable.
///
/// @param label what it says to be, such as `CERTIFICATE`
/// @param body what stands between its two lines: Base64, or, of keys that OpenSSL wrote long ago, headers
///     before it
record PemBlock(String label, String body) {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]++)-----");
    private static final int DER_SEQUENCE = 0x30;

    /// The blocks in a file, in their order; text between them is passed over.
    ///
    /// @throws GeneralSecurityException if one does not end, so that what is behind it could be lost in silence
    static List<PemBlock> in(byte[] file) throws GeneralSecurityException {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        List<PemBlock> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        for (int from = 0; begin.find(from); ) {
            String end = "-----END " + begin.group(1) + "-----";
            int to = text.indexOf(end, begin.end());
            if (to < 0) {
                long line = 1
                        + text.substring(0, begin.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                throw new GeneralSecurityException(
                        "BEGIN " + begin.group(1) + " in line " + line + " has no END; is the file whole?");
            }
            blocks.add(new PemBlock(begin.group(1), text.substring(begin.end(), to)));
            from = to + end.length();
        }
        return blocks;
    }

    static boolean isPem(byte[] file) {
        return BEGIN.matcher(new String(file, StandardCharsets.ISO_8859_1)).find();
    }

    /// Whether a file that is not PEM may be DER, or PKCS#12, which begins in the same way.
    static boolean mayBeDer(byte[] file) {
        return file.length > 1 && file[0] == DER_SEQUENCE;
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE") || label.equals("TRUSTED CERTIFICATE");
    }

    /// Whether it is encrypted in the way of RFC 1421, which the JDK does not read.
    boolean hasHeaders() {
        return body.contains(":");
    }

    /// @throws IllegalArgumentException if the body is no Base64
    byte[] octets() {
        return Base64.getMimeDecoder().decode(body);
    }
}
