package wirebench.jmh.codec;

import wirebench.protocol.Fields;

/// Heads to decode and to encode, as they are met: what a loopback server says, a web server, and a site behind a
/// few proxies.
public final class SampleHeads {
    /// What follows each response head.
    static final String BODY = "Hello, World!";

    private static final int LARGE_FIELDS = 40;
    private static final int LARGE_RESPONSE_FIELDS = 48;

    private SampleHeads() {}

    /// A head of about 100, 800 or 6,000 octets that announces [#BODY].
    ///
    /// @param size small, typical or large
    public static String response(String size) {
        return "HTTP/1.1 200 OK\r\n"
                + switch (size) {
                    case "small" -> small();
                    case "typical" -> small() + typical();
                    case "large" -> small() + typical() + many();
                    default -> throw unknown(size);
                }
                + "\r\n";
    }

    /// Field lines of that head.
    public static int fieldCount(String size) {
        return (int) response(size).lines().count() - 2;
    }

    /// The fields of a request.
    ///
    /// @param size small, typical or large
    public static Fields request(String size) {
        Fields typical = Fields.of(
                "User-Agent", "wirebench/1.0",
                "Accept", "application/json, text/plain;q=0.9, */*;q=0.1",
                "Accept-Encoding", "identity",
                "Authorization", "Bearer 0123456789abcdef0123456789abcdef0123456789abcdef",
                "X-Request-Id", "7d0f3c62-5f8b-4a55-9a0e-7b3c2f1d4e5a");
        return switch (size) {
            case "small" -> Fields.NONE;
            case "typical" -> typical;
            case "large" -> {
                Fields large = typical;
                for (int i = 0; i < LARGE_FIELDS; i++) {
                    large = large.with("X-Forwarded-Context-" + i, "value " + i + " of a rather long field");
                }
                yield large;
            }
            default -> throw unknown(size);
        };
    }

    private static String small() {
        return """
                Date: Mon, 23 Nov 2026 10:00:00 GMT\r
                Content-Type: text/plain\r
                Content-Length: 13\r
                """;
    }

    private static String typical() {
        return """
                Server: wirebench\r
                Cache-Control: private, max-age=0, must-revalidate\r
                ETag: "5f8b4a559a0e7b3c2f1d4e5a7d0f3c62"\r
                Last-Modified: Sun, 22 Nov 2026 08:30:00 GMT\r
                Vary: Accept, Accept-Encoding, Accept-Language, Cookie, Origin\r
                X-Request-Id: 7d0f3c62-5f8b-4a55-9a0e-7b3c2f1d4e5a\r
                Strict-Transport-Security: max-age=31536000; includeSubDomains; preload\r
                Content-Security-Policy: default-src 'self'; img-src 'self' data:; script-src 'self' cdn.example; \
                style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; upgrade-insecure-requests; object-src 'none'\r
                Set-Cookie: session=8f14e45fceea167a5a36dedd4bea2543; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax\r
                """;
    }

    /// Fields that differ from each other in name and value, as the lines of one head mostly do.
    private static String many() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < LARGE_RESPONSE_FIELDS; i++) {
            fields.append(
                    "X-Forwarded-Context-%02d: %s; hop=%d; via=proxy-%02d.example; trace=0123456789abcdef0123456789abcdef\r\n"
                            .formatted(i, "0123456789abcdef".substring(i % 16), i, i));
        }
        return fields.toString();
    }

    private static IllegalArgumentException unknown(String size) {
        return new IllegalArgumentException("there is no head '" + size + "'; choose one of small, typical, large");
    }
}
