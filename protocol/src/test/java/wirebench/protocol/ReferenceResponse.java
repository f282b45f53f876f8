package wirebench.protocol;

import static wirebench.protocol.ReferenceFields.QUOTED;
import static wirebench.protocol.ReferenceFields.TEXT;
import static wirebench.protocol.ReferenceFields.TOKEN;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A response as RFC 9110 and RFC 9112 have it, and where they leave a choice, as the wire cases do: read from the
/// whole text with regular expressions, slowly, so that one can see that it is right. It shares with the decoder
/// the words in which both tell what they read, and nothing else.
///
/// It knows no limits but measures what they would bound, and it does not tell what is wrong with a response or
/// what is missing: whatever is not complete is no response.
///
/// @param transcript what a decoder without limits tells
/// @param sizes for each limit the most that the response asks for
record ReferenceResponse(Transcript transcript, Map<Limit, Long> sizes) {
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.([0-9]) ([1-9][0-9][0-9])(?: (" + TEXT + "))?");
    private static final Pattern CHUNK_SIZE = Pattern.compile("0*+([0-9A-Fa-f]*+)");
    private static final Pattern CHUNK_EXTENSION =
            Pattern.compile("[ \\t]*+;[ \\t]*+" + TOKEN + "(?:[ \\t]*+=[ \\t]*+(?:" + TOKEN + "|" + QUOTED + "))?");
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /// What is no response, or not all of one.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private record Head(int minorVersion, int status, String reason, List<Field> fields) {
        List<String> values(String name) {
            return ReferenceFields.values(fields, name);
        }
    }

    /// Reads a response.
    ///
    /// @param method the request's
    /// @param serverCloses whether the wire's end is the connection's
    /// @param wire a character for each octet
    static Optional<ReferenceResponse> of(String method, boolean serverCloses, String wire) {
        try {
            return Optional.of(new Reader(wire).response(method, serverCloses));
        } catch (Refused _) {
            return Optional.empty();
        }
    }

    private static final class Reader {
        private final String wire;
        private final Map<Limit, Long> sizes = new EnumMap<>(Limit.class);
        private final StringBuilder body = new StringBuilder();
        private final List<Integer> interims = new ArrayList<>();
        private List<Field> trailers = List.of();
        private boolean closes;
        private int at;

        Reader(String wire) {
            this.wire = wire;
        }

        ReferenceResponse response(String method, boolean serverCloses) {
            Head head = head();
            while (head.status() < 200) {
                require(head.status() != 101, "an upgrade that nobody asked for");
                interims.add(head.status());
                head = head();
            }
            Framing framing = framing(method, head);
            long length = framing == Framing.LENGTH ? contentLength(head).longValueExact() : -1;
            switch (framing) {
                case NONE, TUNNEL -> {}
                case LENGTH -> body.append(take(length));
                case CHUNKED -> chunks();
                case UNTIL_CLOSE -> {
                    require(serverCloses, "a body that ends with the connection, which stays open");
                    body.append(take(wire.length() - at));
                }
            }
            measure(Limit.BODY_OCTETS, body.length());
            measure(Limit.INTERIM_RESPONSES, interims.size());
            int rest = wire.length() - at;
            boolean reusable = !serverCloses && rest == 0 && persists(head) && endIsMarked(framing);
            return new ReferenceResponse(
                    new Transcript(
                            List.copyOf(interims),
                            new Transcript.Head(
                                    head.minorVersion(),
                                    head.status(),
                                    head.reason(),
                                    fields(head.fields()),
                                    framing,
                                    length),
                            body.toString(),
                            fields(trailers),
                            "ok",
                            -1,
                            rest,
                            reusable),
                    sizes);
        }

        private Head head() {
            int start = at;
            String statusLine = line();
            measure(Limit.START_LINE_OCTETS, at - start);
            Matcher parts = STATUS_LINE.matcher(statusLine);
            require(parts.matches(), "no status line");
            List<Field> fields = ReferenceFields.of(section());
            measure(Limit.HEAD_OCTETS, at - start);
            measure(Limit.FIELD_COUNT, fields.size());
            closes |= options(fields).contains("close");
            return new Head(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    orEmpty(parts.group(3)),
                    fields);
        }

        private void chunks() {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                body.append(take(size));
                require(take(2).equals("\r\n"), "no CRLF after a chunk");
            }
            int start = at;
            trailers = ReferenceFields.of(section());
            measure(Limit.TRAILER_OCTETS, at - start);
            measure(Limit.TRAILER_COUNT, trailers.size());
        }

        private long chunkSize() {
            String line = line();
            Matcher size = CHUNK_SIZE.matcher(line);
            require(size.lookingAt() && size.end() > 0, "no chunk size");
            String significant = size.group(1);
            String extensions = ReferenceFields.withoutQuotedPairs(line.substring(size.end()));
            int end = 0;
            while (end < extensions.length()) {
                int next = ReferenceFields.skip(CHUNK_EXTENSION, extensions, end);
                require(next > end, "no chunk extension");
                end = next;
            }
            measureMore(Limit.CHUNK_EXTENSION_OCTETS, line.length() - Math.max(1, significant.length()));
            BigInteger value = significant.isEmpty() ? BigInteger.ZERO : new BigInteger(significant, 16);
            require(value.compareTo(MOST) <= 0, "a chunk size beyond 63 bits");
            return value.longValueExact();
        }

        private Framing framing(String method, Head head) {
            boolean coded = !head.values("Transfer-Encoding").isEmpty();
            if (method.equals("CONNECT") && head.status() / 100 == 2) {
                return Framing.TUNNEL;
            }
            require(!coded || head.minorVersion() > 0, "Transfer-Encoding in HTTP/1.0");
            if (method.equals("HEAD") || Set.of(204, 304).contains(head.status())) {
                return Framing.NONE;
            }
            boolean measured = !head.values("Content-Length").isEmpty();
            require(!coded || !measured, "Transfer-Encoding with Content-Length");
            if (coded) {
                return isChunked(head.values("Transfer-Encoding")) ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
            }
            if (measured) {
                contentLength(head);
            }
            return measured ? Framing.LENGTH : Framing.UNTIL_CLOSE;
        }

        private static boolean isChunked(List<String> values) {
            List<String> codings = values.stream()
                    .flatMap(value -> ReferenceFields.codings(value).stream())
                    .toList();
            List<String> names = codings.stream()
                    .map(coding -> coding.split("[ \\t;]", 2)[0].toLowerCase(Locale.ROOT))
                    .toList();
            require(!names.isEmpty(), "Transfer-Encoding without a coding");
            require(names.stream().filter("chunked"::equals).count() <= 1, "chunked twice");
            for (String coding : codings) {
                require(!coding.matches("(?i)chunked[ \\t]*;[^\\x00]*"), "chunked with a parameter");
            }
            return names.getLast().equals("chunked");
        }

        private static BigInteger contentLength(Head head) {
            List<String> elements = ReferenceFields.elements(head.values("Content-Length"));
            for (String element : elements) {
                require(element.matches("[0-9]+"), "no number: " + element);
            }
            Set<BigInteger> numbers =
                    new HashSet<>(elements.stream().map(BigInteger::new).toList());
            require(numbers.size() == 1, "several lengths");
            BigInteger number = numbers.iterator().next();
            require(number.compareTo(MOST) <= 0, "a length beyond 63 bits");
            return number;
        }

        private boolean persists(Head head) {
            return !closes && (head.minorVersion() > 0 || options(head.fields()).contains("keep-alive"));
        }

        private static boolean endIsMarked(Framing framing) {
            return Set.of(Framing.NONE, Framing.LENGTH, Framing.CHUNKED).contains(framing);
        }

        private static List<String> options(List<Field> fields) {
            return ReferenceFields.elements(ReferenceFields.values(fields, "Connection")).stream()
                    .map(option -> option.toLowerCase(Locale.ROOT))
                    .toList();
        }

        /// Lines up to the empty one.
        private List<String> section() {
            List<String> lines = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                lines.add(line);
            }
            return lines;
        }

        private String line() {
            int end = wire.indexOf("\r\n", at);
            require(end >= 0, "no end of a line");
            String line = wire.substring(at, end);
            at = end + 2;
            return line;
        }

        private String take(long octets) {
            require(octets <= wire.length() - at, "fewer octets than announced");
            at += (int) octets;
            return wire.substring(at - (int) octets, at);
        }

        private void measure(Limit limit, long size) {
            sizes.merge(limit, size, Math::max);
        }

        private void measureMore(Limit limit, long size) {
            sizes.merge(limit, size, Long::sum);
        }

        private static Fields fields(List<Field> fields) {
            return Fields.received(fields.toArray(Field[]::new));
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }

        private static void require(boolean met, String what) {
            if (!met) {
                throw new Refused(what);
            }
        }
    }
}
