package wirebench.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A request as a server would read it, by a parser that shares nothing with the encoder: it splits strings,
/// knows no leniency, and fails on anything that is left over.
record ParsedRequest(
        String method, String target, String version, List<String> fieldLines, String body, List<String> trailerLines) {
    private static final Pattern REQUEST_LINE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/1\\.1");
    private static final Pattern FIELD_LINE = Pattern.compile(
            "[!#$%&'*+.^_`|~0-9A-Za-z-]+: (?:[!-~\\x80-\\xff](?:[\\t -~\\x80-\\xff]*[!-~\\x80-\\xff])?)?");

    static ParsedRequest of(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int headEnd = text.indexOf("\r\n\r\n");
        List<String> lines = List.of(text.substring(0, headEnd).split("\r\n", -1));
        String[] words = lines.getFirst().split(" ", -1);
        List<String> fieldLines = lines.subList(1, lines.size());
        if (!REQUEST_LINE.matcher(lines.getFirst()).matches() || !areFields(fieldLines)) {
            throw new IllegalArgumentException("no request: " + text);
        }
        return framed(words, fieldLines, text.substring(headEnd + 4));
    }

    private static boolean areFields(List<String> lines) {
        return lines.stream().allMatch(line -> FIELD_LINE.matcher(line).matches());
    }

    private static List<String> values(List<String> fieldLines, String name) {
        String start = name + ": ";
        return fieldLines.stream()
                .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private static ParsedRequest framed(String[] words, List<String> fieldLines, String rest) {
        List<String> framing = new ArrayList<>(values(fieldLines, "Content-Length"));
        framing.addAll(values(fieldLines, "Transfer-Encoding"));
        if (framing.size() > 1) {
            throw new IllegalArgumentException("more than one framing field: " + framing);
        }
        if (framing.equals(List.of("chunked"))) {
            return chunked(words, fieldLines, rest);
        }
        int length = framing.isEmpty() ? 0 : number(framing.getFirst(), 10);
        if (rest.length() != length) {
            throw new IllegalArgumentException("a body of " + rest.length() + " octets, announced as " + length);
        }
        return new ParsedRequest(words[0], words[1], words[2], fieldLines, rest, List.of());
    }

    private static ParsedRequest chunked(String[] words, List<String> fieldLines, String rest) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int sizeEnd = rest.indexOf("\r\n", at);
            int size = number(rest.substring(at, sizeEnd), 16);
            int dataEnd = sizeEnd + 2 + size;
            if (size == 0) {
                List<String> trailers = trailers(rest.substring(sizeEnd + 2));
                return new ParsedRequest(words[0], words[1], words[2], fieldLines, body.toString(), trailers);
            }
            body.append(rest, sizeEnd + 2, dataEnd);
            if (!rest.startsWith("\r\n", dataEnd)) {
                throw new IllegalArgumentException("no CRLF after a chunk of " + size);
            }
            at = dataEnd + 2;
        }
    }

    /// Without the sign that `parseInt` would take.
    private static int number(String digits, int radix) {
        if (!digits.matches("[0-9A-Fa-f]{1,8}")) {
            throw new IllegalArgumentException("no number: " + digits);
        }
        return Integer.parseInt(digits, radix);
    }

    /// Lines that end with CRLF, the last of them empty.
    private static List<String> trailers(String rest) {
        List<String> lines = List.of(rest.split("\r\n", -1));
        int count = lines.size() - 2;
        if (count < 0 || !lines.get(count).isEmpty() || !lines.getLast().isEmpty()) {
            throw new IllegalArgumentException("no end of a trailer section: " + rest);
        }
        if (!areFields(lines.subList(0, count))) {
            throw new IllegalArgumentException("octets after the last chunk: " + rest);
        }
        return lines.subList(0, count);
    }
}
