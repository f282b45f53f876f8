package wirebench.server;

import java.nio.ByteBuffer;

/// A response whose octets are all known before anyone asks for it; only its Date is replaced once a second.
final class Canned implements Answer {
    private final byte[][] octets; // by persistence
    private final int bodyLength;
    private final int dateOffset;

    private Canned(byte[][] octets, int bodyLength, int dateOffset) {
        this.octets = octets;
        this.bodyLength = bodyLength;
        this.dateOffset = dateOffset;
    }

    /// A response with a body of known length.
    ///
    /// @param fields whole field lines
    static Canned of(HeadWriter heads, int status, byte[] fields, String body) {
        byte[] content = Octets.of(body);
        Persistence[] persistences = Persistence.values();
        byte[][] octets = new byte[persistences.length][];
        for (Persistence persistence : persistences) {
            ByteBuffer out = ByteBuffer.allocate(HeadWriter.MAX_OCTETS + fields.length + content.length);
            heads.open(out, status, persistence);
            out.put(fields);
            heads.contentLength(out, content.length);
            heads.end(out);
            out.put(content);
            octets[persistence.ordinal()] = new byte[out.flip().remaining()];
            out.get(octets[persistence.ordinal()]);
        }
        return new Canned(octets, content.length, HeadWriter.dateOffset(status));
    }

    /// Replaces the Date.
    void date(DateField date) {
        for (byte[] variant : octets) {
            System.arraycopy(date.octets(), 0, variant, dateOffset, DateField.LENGTH);
        }
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        byte[] variant = octets[exchange.persistence().ordinal()];
        int length = exchange.bodiless() ? variant.length - bodyLength : variant.length;
        if (out.remaining() < length) {
            return Step.FLUSH;
        }
        out.put(variant, 0, length);
        return Step.DONE;
    }
}
