package wirebench.server.answer;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import wirebench.server.http.DateField;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Octets;
import wirebench.server.http.Persistence;
import wirebench.server.http.Step;

/// A response whose octets are all known before anyone asks for it; only its Date is replaced once a second.
final class Canned implements Answer {
    private static final Persistence[] PERSISTENCES = Persistence.values();

    private final Map<Persistence, byte[]> octets;
    private final int bodyLength;
    private final int dateOffset;

    private Canned(Map<Persistence, byte[]> octets, int bodyLength, int dateOffset) {
        this.octets = octets;
        this.bodyLength = bodyLength;
        this.dateOffset = dateOffset;
    }

    /// A response with a body of known length.
    ///
    /// @param fields whole field lines
    static Canned of(HeadWriter heads, int status, byte[] fields, String body) {
        byte[] content = Octets.of(body);
        Map<Persistence, byte[]> octets = new EnumMap<>(Persistence.class);
        for (Persistence persistence : PERSISTENCES) {
            ByteBuffer out = ByteBuffer.allocate(HeadWriter.MAX_OCTETS + fields.length + content.length);
            heads.open(out, status, persistence);
            out.put(fields);
            heads.contentLength(out, content.length);
            heads.end(out);
            out.put(content);
            octets.put(persistence, Arrays.copyOf(out.array(), out.position()));
        }
        return new Canned(octets, content.length, HeadWriter.dateOffset(status));
    }

    /// Replaces the Date.
    void date(DateField date) {
        for (Persistence persistence : PERSISTENCES) {
            System.arraycopy(date.octets(), 0, octets(persistence), dateOffset, DateField.LENGTH);
        }
    }

    private byte[] octets(Persistence persistence) {
        return Objects.requireNonNull(octets.get(persistence));
    }

    @Override
    public Step write(Exchange exchange, ByteBuffer in, ByteBuffer out) {
        byte[] variant = octets(exchange.persistence());
        int length = exchange.bodiless() ? variant.length - bodyLength : variant.length;
        if (out.remaining() < length) {
            return Step.FLUSH;
        }
        out.put(variant, 0, length);
        return Step.DONE;
    }
}
