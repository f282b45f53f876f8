package wirebench.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Decoders that are wrong in one way each, made from the real one.
final class WrongDecoders {
    private static final int MANY = 60_000;
    private static final Transcript NOTHING =
            new Transcript(List.of(), null, "", Fields.NONE, "incomplete", -1, 0, false);

    private WrongDecoders() {}

    /// Each by what is wrong with it.
    static Map<String, Function<Limits, ResponseProperties.Decoder>> all() {
        Map<String, Function<Limits, ResponseProperties.Decoder>> all = new LinkedHashMap<>();
        all.put("throws what it must not", limits -> tampered(limits, WrongDecoders::throwing));
        all.put("loses an octet of the body", limits -> tampered(limits, WrongDecoders::losing));
        all.put("takes an octet beyond the end", limits -> tampered(limits, WrongDecoders::greedy));
        all.put("refuses trailers", limits -> tampered(limits, WrongDecoders::refusing));
        all.put("says that it stopped an octet before", limits -> tampered(limits, read -> at(read, -1)));
        all.put("says that it stopped two octets after", limits -> tampered(limits, read -> at(read, 2)));
        all.put("knows no limit of bodies", limits -> limited(limits.withBodyOctets(MANY)));
        all.put("knows no limit of heads", limits -> limited(limits.withHeadOctets(MANY)));
        all.put("knows no limit of fields", limits -> limited(limits.withFieldCount(MANY)));
        all.put("knows no limit of status lines", limits -> limited(limits.withStartLineOctets(MANY)));
        all.put("knows no limit of extensions", limits -> limited(limits.withChunkExtensionOctets(MANY)));
        all.put("knows no limit of trailers", limits -> limited(limits.withTrailers(MANY, limits.trailerCount())));
        all.put(
                "knows no limit of trailer fields",
                limits -> limited(limits.withTrailers(limits.trailerOctets(), MANY)));
        all.put("knows no limit of interim responses", limits -> limited(limits.withInterimResponses(MANY)));
        all.put("takes bare line feeds", limits -> rewritten(limits, "(?<!\\r)\\n", "\r\n"));
        all.put("takes a bare carriage return for a space", limits -> rewritten(limits, "\\r(?!\\n)", " "));
        all.put("takes white space before a colon", limits -> rewritten(limits, "[ \\t]+:", ":"));
        all.put("takes a plus before a length", limits -> rewritten(limits, "(?i)(content-length: *)\\+", "$1"));
        all.put("takes two codings for one", limits -> rewritten(limits, "(?i)chunked *, *chunked", "chunked"));
        all.put("takes HTTP/2 for HTTP/1", limits -> rewritten(limits, "HTTP/2", "HTTP/1"));
        all.put("takes interim responses for final ones", limits -> rewritten(limits, " 1(0[02-9])", " 2$1"));
        all.put("depends on the split", WrongDecoders::dependent);
        all.put("remembers the response before", WrongDecoders::remembering);
        return all;
    }

    private static Transcript throwing(Transcript read) {
        if (read.result().equals("violation BARE_LF")) {
            throw new IndexOutOfBoundsException("no octet before the line feed");
        }
        return read;
    }

    private static Transcript losing(Transcript read) {
        String body = read.body();
        return with(read, body.isEmpty() ? body : body.substring(1), read.result(), read.rest());
    }

    private static Transcript greedy(Transcript read) {
        return with(read, read.body(), read.result(), Math.max(0, read.rest() - 1));
    }

    private static Transcript refusing(Transcript read) {
        boolean trailers = read.trailers().count() > 0;
        return with(read, read.body(), trailers ? "violation FIELD_NAME_INVALID" : read.result(), read.rest());
    }

    private static Transcript at(Transcript read, int more) {
        return new Transcript(
                read.interims(),
                read.head(),
                read.body(),
                read.trailers(),
                read.result(),
                read.at() > 0 ? read.at() + more : read.at(),
                read.rest(),
                read.reusable());
    }

    private static Transcript with(Transcript read, String body, String result, long rest) {
        return new Transcript(
                read.interims(), read.head(), body, read.trailers(), result, read.at(), rest, read.reusable());
    }

    private static ResponseProperties.Decoder limited(Limits limits) {
        return ResponseProperties.real(new ResponseDecoder(limits));
    }

    private static ResponseProperties.Decoder tampered(Limits limits, UnaryOperator<Transcript> tamper) {
        return wrong(limits, pieces -> pieces, (_, read) -> tamper.apply(read));
    }

    private static ResponseProperties.Decoder rewritten(Limits limits, String pattern, String replacement) {
        return wrong(
                limits,
                pieces -> List.of(joined(pieces, text -> text.replaceAll(pattern, replacement))),
                (_, read) -> read);
    }

    /// Loses what comes after many pieces.
    private static ResponseProperties.Decoder dependent(Limits limits) {
        return wrong(limits, pieces -> pieces.size() > 50 ? pieces.subList(0, 50) : pieces, (_, read) -> read);
    }

    private static ResponseProperties.Decoder remembering(Limits limits) {
        return wrong(
                limits,
                pieces -> pieces,
                (before, read) -> new Transcript(
                        Stream.concat(before.interims().stream(), read.interims().stream())
                                .toList(),
                        read.head(),
                        read.body(),
                        read.trailers(),
                        read.result(),
                        read.at(),
                        read.rest(),
                        read.reusable()));
    }

    private static ResponseProperties.Decoder wrong(
            Limits limits, UnaryOperator<List<ByteBuffer>> wire, BinaryOperator<Transcript> tamper) {
        ResponseProperties.Decoder real = limited(limits);
        return new ResponseProperties.Decoder() {
            private Transcript before = NOTHING;

            @Override
            public void begin(String method) {
                real.begin(method);
            }

            @Override
            public Transcript decode(boolean serverCloses, List<ByteBuffer> pieces) {
                Transcript read = real.decode(serverCloses, wire.apply(pieces));
                Transcript told = tamper.apply(before, read);
                before = read;
                return told;
            }
        };
    }

    private static ByteBuffer joined(List<ByteBuffer> pieces, UnaryOperator<String> change) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(StandardCharsets.ISO_8859_1.decode(piece)));
        return ByteBuffer.wrap(change.apply(text.toString()).getBytes(StandardCharsets.ISO_8859_1));
    }
}
