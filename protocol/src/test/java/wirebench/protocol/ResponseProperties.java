package wirebench.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What must hold of a decoder whatever the server sends, checked by a fuzzer on responses that it makes up.
///
/// Nothing but a [DecodeException] is thrown. The outcome is the same whole, octet by octet and in any pieces, and
/// the same with a decoder that was used before. The offset of a refusal is that of the octet that caused it. A
/// response is accepted if and only if the slow
/// [ReferenceResponse] accepts it and it stays within the limits, and then both read the same. That positions and
/// offsets add up is checked on the way by [Transcript].
final class ResponseProperties {
    /// A decoder, or a wrong one that shows that the properties notice.
    interface Decoder {
        void begin(String method);

        Transcript decode(boolean serverCloses, List<ByteBuffer> pieces);
    }

    private final Function<Limits, Decoder> decoders;

    ResponseProperties(Function<Limits, Decoder> decoders) {
        this.decoders = decoders;
    }

    static ResponseProperties ofResponseDecoder() {
        return new ResponseProperties(limits -> real(new ResponseDecoder(limits)));
    }

    static Decoder real(ResponseDecoder decoder) {
        return new Decoder() {
            @Override
            public void begin(String method) {
                decoder.begin(method);
            }

            @Override
            public Transcript decode(boolean serverCloses, List<ByteBuffer> pieces) {
                return Transcript.of(decoder, serverCloses, pieces);
            }
        };
    }

    /// Checks one response.
    ///
    /// @throws AssertionError if a property does not hold
    void check(FuzzedResponse response) {
        Decoder decoder = decoders.apply(response.limits());
        Transcript whole = decode(decoder, response, response.whole());
        same("octet by octet", whole, decode(decoders.apply(response.limits()), response, response.octetByOctet()));
        same("in pieces", whole, decode(decoders.apply(response.limits()), response, response.inPieces()));
        same("with a used decoder", whole, decode(decoder, response, response.inPieces()));
        offsetIsExact(response, whole);
        agreesWithReference(response, whole);
    }

    /// A refusal needs the octet that it names, or the end of what comes before it, and nothing after that.
    private void offsetIsExact(FuzzedResponse response, Transcript whole) {
        if (whole.at() < 0) {
            return;
        }
        int at = (int) whole.at();
        int length = response.wire().length();
        require(at <= length, "an offset beyond the wire", length, whole);
        Transcript upTo = truncated(response, Math.min(length, at + 1));
        require(upTo.equals(whole), "another outcome without the octets after the offset", whole, upTo);
        if (at > 0) {
            Transcript before = truncated(response, at - 1);
            require(before.at() < 0, "an offset after the octet that was refused", before, whole);
        }
    }

    private Transcript truncated(FuzzedResponse response, int length) {
        FuzzedResponse beginning = response.withWire(response.wire().substring(0, length));
        return decode(decoders.apply(response.limits()), beginning, beginning.whole());
    }

    private static Transcript decode(Decoder decoder, FuzzedResponse response, List<ByteBuffer> pieces) {
        decoder.begin(response.method());
        return decoder.decode(response.serverCloses(), pieces);
    }

    private static void same(String how, Transcript expected, Transcript actual) {
        require(actual.equals(expected), "another outcome " + how, expected, actual);
    }

    private static void agreesWithReference(FuzzedResponse response, Transcript transcript) {
        Limits limits = response.limits();
        require(transcript.body().length() <= limits.bodyOctets(), "a body beyond its limit", limits, transcript);
        Optional<ReferenceResponse> reference =
                ReferenceResponse.of(response.method(), response.serverCloses(), response.wire());
        if (reference.isEmpty()) {
            require(!transcript.result().equals("ok"), "accepted what is no response", "no response", transcript);
            return;
        }
        List<String> exceeded = exceeded(reference.get(), limits);
        if (exceeded.isEmpty()) {
            Transcript expected = reference.get().transcript();
            require(transcript.equals(expected), "not what the reference reads", expected, transcript);
        } else {
            require(exceeded.contains(transcript.result()), "a limit overlooked", exceeded, transcript);
        }
    }

    private static List<String> exceeded(ReferenceResponse reference, Limits limits) {
        return reference.sizes().entrySet().stream()
                .filter(size -> size.getValue() > most(limits, size.getKey()))
                .map(size -> "limit " + size.getKey())
                .toList();
    }

    private static long most(Limits limits, Limit limit) {
        return switch (limit) {
            case START_LINE_OCTETS -> limits.startLineOctets();
            case HEAD_OCTETS -> limits.headOctets();
            case FIELD_COUNT -> limits.fieldCount();
            case CHUNK_EXTENSION_OCTETS -> limits.chunkExtensionOctets();
            case TRAILER_OCTETS -> limits.trailerOctets();
            case TRAILER_COUNT -> limits.trailerCount();
            case BODY_OCTETS -> limits.bodyOctets();
            case INTERIM_RESPONSES -> limits.interimResponses();
        };
    }

    private static void require(boolean holds, String what, Object expected, Object actual) {
        if (!holds) {
            throw new AssertionError("%s%nexpected: %s%nbut was: %s".formatted(what, expected, actual));
        }
    }
}
