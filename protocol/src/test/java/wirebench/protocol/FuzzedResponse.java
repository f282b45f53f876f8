package wirebench.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wirebench.cases.WireCase;

/// A response that a fuzzer made up: the octets of its input choose everything.
///
/// | octets | what |
/// | --- | --- |
/// | 0 | the request's method |
/// | 1 | bit 0: the server closes after the wire; bit 1: direct buffers |
/// | 2 to 9 | the limits in their order, 0 for the default |
/// | 10 to 13 | the lengths of the pieces that the wire comes in, in turn; 0 for an empty piece |
/// | 14 and on | the wire |
///
/// @param method the request's method
/// @param serverCloses whether the end of the wire is the end of the connection
/// @param direct whether the pieces are direct buffers
/// @param limits the decoder's limits
/// @param pieceOctets lengths of pieces
/// @param wire what the server sends, a character for each octet
record FuzzedResponse(
        String method, boolean serverCloses, boolean direct, Limits limits, List<Integer> pieceOctets, String wire) {
    static final int PREAMBLE = 14;
    private static final int LIMITS = 2;
    private static final int PIECES = 10;
    private static final List<String> METHODS = List.of("GET", "HEAD", "CONNECT", "POST", "OPTIONS", "BREW", "head");

    /// Reads a fuzzer's input; one that is too short stands for a response of no octets.
    static FuzzedResponse of(byte[] input) {
        byte[] data = Arrays.copyOf(input, Math.max(input.length, PREAMBLE));
        List<Integer> pieces = new ArrayList<>();
        for (int i = PIECES; i < PREAMBLE; i++) {
            pieces.add(data[i] & 0xff);
        }
        return new FuzzedResponse(
                METHODS.get((data[0] & 0xff) % METHODS.size()),
                (data[1] & 1) != 0,
                (data[1] & 2) != 0,
                limits(data),
                pieces,
                new String(data, PREAMBLE, data.length - PREAMBLE, StandardCharsets.ISO_8859_1));
    }

    /// The input that makes the response of a wire case.
    static byte[] input(WireCase wireCase) {
        Limits limits = wireCase.limits(Limits.DEFAULT);
        Limits none = Limits.DEFAULT;
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(Math.max(0, METHODS.indexOf(wireCase.method())));
        input.write(wireCase.serverCloses() ? 1 : 0);
        input.write(octet(limits.startLineOctets(), none.startLineOctets()));
        input.write(octet(limits.headOctets(), none.headOctets()));
        input.write(octet(limits.fieldCount(), none.fieldCount()));
        input.write(octet(limits.chunkExtensionOctets(), none.chunkExtensionOctets()));
        input.write(octet(limits.trailerOctets(), none.trailerOctets()));
        input.write(octet(limits.trailerCount(), none.trailerCount()));
        input.write(octet(limits.bodyOctets(), none.bodyOctets()));
        input.write(octet(limits.interimResponses(), none.interimResponses()));
        input.writeBytes(new byte[] {3, 0, 1, 7});
        input.writeBytes(wireCase.octets());
        return input.toByteArray();
    }

    FuzzedResponse withWire(String other) {
        return new FuzzedResponse(method, serverCloses, direct, limits, pieceOctets, other);
    }

    List<ByteBuffer> whole() {
        return List.of(piece(0, wire.length()));
    }

    List<ByteBuffer> octetByOctet() {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int at = 0; at < wire.length(); at++) {
            pieces.add(piece(at, at + 1));
        }
        return pieces;
    }

    List<ByteBuffer> inPieces() {
        if (pieceOctets.stream().allMatch(octets -> octets == 0)) {
            return whole();
        }
        List<ByteBuffer> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < wire.length(); i++) {
            int to = Math.min(wire.length(), from + pieceOctets.get(i % pieceOctets.size()));
            pieces.add(piece(from, to));
            from = to;
        }
        return pieces;
    }

    /// A buffer that begins amid its memory, as a connection's does.
    private ByteBuffer piece(int from, int to) {
        byte[] octets = wire.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer piece =
                direct ? ByteBuffer.allocateDirect(octets.length + 2) : ByteBuffer.allocate(octets.length + 2);
        return piece.put(1, octets).position(1).limit(1 + octets.length);
    }

    private static int octet(long limit, long none) {
        return limit == none ? 0 : (int) Math.min(limit, 0xff);
    }

    private static Limits limits(byte[] data) {
        Limits none = Limits.DEFAULT;
        return new Limits(
                limit(data, 0, none.startLineOctets()),
                limit(data, 1, none.headOctets()),
                limit(data, 2, none.fieldCount()),
                limit(data, 3, none.chunkExtensionOctets()),
                limit(data, 4, none.trailerOctets()),
                limit(data, 5, none.trailerCount()),
                data[LIMITS + 6] == 0 ? none.bodyOctets() : data[LIMITS + 6] & 0xff,
                limit(data, 7, none.interimResponses()));
    }

    private static int limit(byte[] data, int index, int none) {
        int octet = data[LIMITS + index] & 0xff;
        return octet == 0 ? none : octet;
    }
}
