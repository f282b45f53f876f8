package wirebench.conformance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import wirebench.cases.WireCase;
import wirebench.protocol.DecodeException;
import wirebench.protocol.Field;
import wirebench.protocol.FieldSection;
import wirebench.protocol.Limits;
import wirebench.protocol.ResponseDecoder;

/// The decoder of all our clients, judged by the same comparison as the others.
final class OwnDecoder implements Peer {
    @Override
    public String name() {
        return "wirebench";
    }

    @Override
    public String title() {
        return "wirebench";
    }

    @Override
    public boolean takesLimits() {
        return true;
    }

    @Override
    public Seen see(WireCase wireCase) {
        ResponseDecoder decoder = new ResponseDecoder(wireCase.limits(Limits.DEFAULT));
        decoder.begin(wireCase.method());
        try {
            return decode(decoder, wireCase);
        } catch (DecodeException e) {
            return new Seen.Failed(e.toString());
        }
    }

    private static Seen decode(ResponseDecoder decoder, WireCase wireCase) throws DecodeException {
        ByteBuffer in = ByteBuffer.wrap(wireCase.wire().getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder body = new StringBuilder();
        while (true) {
            switch (decoder.next(in)) {
                case INTERIM, HEAD -> {}
                case BODY -> body.append(octets(in, decoder.bodyOctets()));
                case END -> {
                    return whole(decoder, body, reusable(decoder, in) && !wireCase.serverCloses());
                }
                case OCTETS_NEEDED -> {
                    return end(decoder, body, wireCase.serverCloses());
                }
            }
        }
    }

    private static boolean reusable(ResponseDecoder decoder, ByteBuffer in) {
        return decoder.connectionReusable() && !in.hasRemaining();
    }

    private static Seen end(ResponseDecoder decoder, StringBuilder body, boolean serverCloses) {
        if (!serverCloses) {
            return new Seen.Waiting();
        }
        return decoder.endOfInput() ? whole(decoder, body, false) : new Seen.Failed("cut short");
    }

    private static Seen whole(ResponseDecoder decoder, StringBuilder body, boolean reusable) {
        return new Seen.Whole(
                decoder.head().status(),
                list(decoder.head().fields()),
                body.toString(),
                list(decoder.trailers()),
                reusable ? Seen.Next.SAME_CONNECTION : Seen.Next.APART);
    }

    private static List<Field> list(FieldSection section) {
        List<Field> list = new ArrayList<>();
        section.copy().forEach(list::add);
        return list;
    }

    private static String octets(ByteBuffer in, int count) {
        byte[] octets = new byte[count];
        in.get(octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
