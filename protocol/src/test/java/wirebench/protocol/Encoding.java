package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Whole requests out of an encoder, through a buffer of a given room. Text has a character for each octet.
record Encoding(RequestEncoder encoder, int room, boolean direct) {
    static Encoding inRoom(int room) {
        return new Encoding(new RequestEncoder(), room, false);
    }

    static RequestHead post(RequestFraming framing) {
        return RequestHead.of("POST", "/", "h", Fields.NONE, framing);
    }

    ParsedRequest parsed(RequestHead head, @Nullable BodySource source) throws IOException {
        return ParsedRequest.of(text(head, source).getBytes(StandardCharsets.ISO_8859_1));
    }

    String text(RequestHead head, @Nullable BodySource source) throws IOException {
        encoder.begin(head, source);
        return rest();
    }

    /// What there is from here to the end of the request.
    String rest() throws IOException {
        ByteBuffer out = direct ? ByteBuffer.allocateDirect(room) : ByteBuffer.allocate(room);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        boolean complete = false;
        for (int calls = 0; !complete; calls++) {
            assertThat(calls).as("calls without an end").isLessThan(10_000);
            complete = encoder.encode(out.clear());
            octets.writeBytes(taken(out));
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    /// What one call puts, whether or not more is to come.
    String once() throws IOException {
        ByteBuffer out = direct ? ByteBuffer.allocateDirect(room) : ByteBuffer.allocate(room);
        encoder.encode(out);
        return new String(taken(out), StandardCharsets.ISO_8859_1);
    }

    private static byte[] taken(ByteBuffer out) {
        byte[] octets = new byte[out.position()];
        out.duplicate().flip().get(octets);
        return octets;
    }
}
