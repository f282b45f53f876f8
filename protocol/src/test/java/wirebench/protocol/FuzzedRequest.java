package wirebench.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A request that a fuzzer made up.
///
/// The input is a list of texts in UTF-8, so that characters beyond ISO 8859-1 occur, each ended by an octet 0xff,
/// which UTF-8 never holds: settings, method, target, host, body, and then names and values of fields in turn. The
/// settings are octets, too:
///
/// | octet | what |
/// | --- | --- |
/// | 0 | the framing: none, the right length, chunked, a length too long, a length too short |
/// | 1 | how many octets of room there are beyond the least |
/// | 2 | how many octets the body source gives at most; nothing at every second call if odd |
/// | 3 | how many of the fields, the last ones, are trailers |
/// | 4 | how many times the body is repeated, up to 16 |
record FuzzedRequest(
        String method,
        String target,
        String host,
        List<Field> fields,
        List<Field> trailers,
        String body,
        Announced announced,
        int room,
        int pace) {
    private static final int END = 0xff;
    private static final int SETTINGS = 5;
    private static final int FIRST_FIELD = 5;

    /// What the head says about the body.
    enum Announced {
        NOTHING,
        LENGTH,
        CHUNKED,
        TOO_MUCH,
        TOO_LITTLE
    }

    /// Reads a fuzzer's input; what is missing is empty.
    static FuzzedRequest of(byte[] input) {
        List<byte[]> parts = parts(input);
        byte[] settings = Arrays.copyOf(part(parts, 0), SETTINGS);
        List<Field> fields = new ArrayList<>();
        for (int i = FIRST_FIELD; i < parts.size(); i += 2) {
            fields.add(new Field(text(parts, i), text(parts, i + 1)));
        }
        int head = fields.size() - Math.min(fields.size(), settings[3] & 0xff);
        return new FuzzedRequest(
                text(parts, 1),
                text(parts, 2),
                text(parts, 3),
                fields.subList(0, head),
                fields.subList(head, fields.size()),
                new String(part(parts, 4), StandardCharsets.ISO_8859_1).repeat(1 + (settings[4] & 0xf)),
                Announced.values()[(settings[0] & 0xff) % Announced.values().length],
                RequestEncoder.LEAST_ROOM + (settings[1] & 0xff),
                1 + (settings[2] & 0xff));
    }

    /// The input that makes a request.
    static byte[] input(byte[] settings, String... texts) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(settings);
        for (String text : texts) {
            input.write(END);
            input.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        return input.toByteArray();
    }

    RequestFraming framing() {
        return switch (announced) {
            case NOTHING -> new RequestFraming.None();
            case LENGTH -> new RequestFraming.Length(body.length());
            case CHUNKED -> new RequestFraming.Chunked();
            case TOO_MUCH -> new RequestFraming.Length(body.length() + 1L);
            case TOO_LITTLE -> new RequestFraming.Length(Math.max(0, body.length() - 1));
        };
    }

    BodySource source() {
        ByteBuffer octets = ByteBuffer.wrap(body.getBytes(StandardCharsets.ISO_8859_1));
        return new BodySource() {
            private boolean nothingYet;

            @Override
            public int read(ByteBuffer out) {
                nothingYet = !nothingYet && pace % 2 == 1;
                if (nothingYet || !octets.hasRemaining()) {
                    return nothingYet ? 0 : -1;
                }
                int length = Math.min(Math.min(octets.remaining(), out.remaining()), pace);
                out.put(octets.slice(octets.position(), length));
                octets.position(octets.position() + length);
                return length;
            }

            @Override
            public Fields trailers() {
                return checked(trailers);
            }
        };
    }

    static Fields checked(List<Field> fields) {
        Fields checked = Fields.NONE;
        for (Field field : fields) {
            checked = checked.with(field.name(), field.value());
        }
        return checked;
    }

    private static List<byte[]> parts(byte[] input) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= input.length; i++) {
            if (i == input.length || (input[i] & 0xff) == END) {
                parts.add(Arrays.copyOfRange(input, from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    private static byte[] part(List<byte[]> parts, int index) {
        return index < parts.size() ? parts.get(index) : new byte[0];
    }

    private static String text(List<byte[]> parts, int index) {
        return new String(part(parts, index), StandardCharsets.UTF_8);
    }
}
