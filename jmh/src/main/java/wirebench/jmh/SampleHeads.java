package wirebench.jmh;

import wirebench.protocol.Fields;

/// Heads to decode and to encode, as they are met: what a loopback server says, a web server, and a site behind a
/// few proxies.
final class SampleHeads {
    private static final int LARGE_FIELDS = 40;

    private SampleHeads() {}

    /// @param size small, typical or large
    static String response(String size) {
        return switch (size) {
            case "small" -> "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n";
            case "typical" -> "HTTP/1.1 200 OK\r\n" + typical() + "\r\n";
            case "large" -> "HTTP/1.1 200 OK\r\n" + typical() + many() + "\r\n";
            default -> throw unknown(size);
        };
    }

    /// @param size small, typical or large
    static Fields request(String size) {
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

    private static String typical() {
        return """
                Date: Mon, 23 Nov 2026 10:00:00 GMT\r
                Server: wirebench\r
                Content-Type: application/json; charset=utf-8\r
                Content-Length: 4096\r
                Cache-Control: private, max-age=0, must-revalidate\r
                ETag: "5f8b4a559a0e7b3c2f1d4e5a7d0f3c62"\r
                Last-Modified: Sun, 22 Nov 2026 08:30:00 GMT\r
                Vary: Accept, Accept-Encoding\r
                X-Request-Id: 7d0f3c62-5f8b-4a55-9a0e-7b3c2f1d4e5a\r
                Strict-Transport-Security: max-age=31536000; includeSubDomains\r
                """;
    }

    private static String many() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < LARGE_FIELDS; i++) {
            fields.append("Set-Cookie: session-")
                    .append(i)
                    .append("=0123456789abcdef0123456789abcdef; Path=/; Secure\r\n");
        }
        return fields.toString();
    }

    private static IllegalArgumentException unknown(String size) {
        return new IllegalArgumentException("there is no head '" + size + "'; choose one of small, typical, large");
    }
}
