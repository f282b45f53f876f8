package wirebench.server.http;

import java.nio.ByteBuffer;

/// The fields that change how a request is read or answered; all others are only carried.
enum FieldName {
    HOST("host"),
    CONNECTION("connection"),
    CONTENT_LENGTH("content-length"),
    TRANSFER_ENCODING("transfer-encoding"),
    EXPECT("expect"),
    OTHER("");

    @SuppressWarnings("ImmutableEnumChecker") // compared with, never written into
    private final byte[] lowerCase;

    FieldName(String lowerCase) {
        this.lowerCase = Octets.of(lowerCase);
    }

    /// The name written from `from` to `to`. Each known name has a length of its own, so one comparison decides.
    static FieldName of(ByteBuffer wire, int from, int to) {
        return switch (to - from) {
            case 4 -> HOST.orOther(wire, from, to);
            case 6 -> EXPECT.orOther(wire, from, to);
            case 10 -> CONNECTION.orOther(wire, from, to);
            case 14 -> CONTENT_LENGTH.orOther(wire, from, to);
            case 17 -> TRANSFER_ENCODING.orOther(wire, from, to);
            default -> OTHER;
        };
    }

    private FieldName orOther(ByteBuffer wire, int from, int to) {
        return Octets.equalIgnoringCase(wire, from, to, lowerCase) ? this : OTHER;
    }
}
