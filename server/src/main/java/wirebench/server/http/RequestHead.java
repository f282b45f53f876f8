package wirebench.server.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a request's head means, gathered while [HeadParser] reads it.
///
/// Positions are offsets from the head's first octet, so they survive when the octets move to another buffer.
/// One instance per connection, used again for each request.
public final class RequestHead {
    /// [#contentLength] when no such field came.
    static final long UNKNOWN = -1;

    private static final long HTTP_PREFIX = 0x485454502fL; // HTTP/
    private static final byte[] CLOSE = Octets.of("close");
    private static final byte[] KEEP_ALIVE = Octets.of("keep-alive");
    private static final byte[] CHUNKED = Octets.of("chunked");
    private static final byte[] CONTINUE = Octets.of("100-continue");

    private Method method = Method.OTHER;
    private boolean version11;
    private boolean saysClose;
    private boolean saysKeepAlive;
    private boolean chunked;
    private boolean expectsContinue;
    private int hosts;
    private long contentLength = UNKNOWN;
    private int methodStart;
    private int targetStart;
    private int targetEnd;
    private int fieldsStart;
    private int length;

    void clear() {
        method = Method.OTHER;
        version11 = false;
        saysClose = false;
        saysKeepAlive = false;
        chunked = false;
        expectsContinue = false;
        hosts = 0;
        contentLength = UNKNOWN;
    }

    void startMethod(int offset) {
        methodStart = offset;
    }

    void endMethod(long word, int nextOffset) {
        method = Method.of(word);
        targetStart = nextOffset;
    }

    void endTarget(int offset) {
        targetEnd = offset;
    }

    /// Takes the version, packed eight bits per octet with the last one lowest.
    @Nullable
    Refusal version(long word, int octets) {
        byte major = (byte) (word >>> 16);
        byte minor = (byte) word;
        boolean wellFormed = octets == 8 && word >>> 24 == HTTP_PREFIX && (byte) (word >>> 8) == '.';
        if (!wellFormed || !Octets.isDigit(major) || !Octets.isDigit(minor)) {
            return Refusal.REQUEST_LINE;
        }
        // RFC 9110 §2.5: a minor version that is not known is read as the highest one that is.
        version11 = minor != '0';
        return major == '1' ? null : Refusal.VERSION;
    }

    void startFields(int offset) {
        fieldsStart = offset;
    }

    /// Takes one field's value, which stands in `wire` from `from` to `to` without blanks around it.
    @Nullable
    Refusal field(FieldName name, ByteBuffer wire, int from, int to) {
        return switch (name) {
            case HOST -> ++hosts == 1 ? null : Refusal.HOST;
            case CONTENT_LENGTH -> contentLength(wire, from, to);
            case TRANSFER_ENCODING -> transferEncoding(wire, from, to);
            case CONNECTION -> connection(wire, from, to);
            case EXPECT -> expect(wire, from, to);
            case OTHER -> null;
        };
    }

    private @Nullable Refusal contentLength(ByteBuffer wire, int from, int to) {
        if (contentLength != UNKNOWN) {
            return Refusal.CONTENT_LENGTH;
        }
        contentLength = Digits.decimal(wire, from, to);
        return contentLength == Digits.NONE ? Refusal.CONTENT_LENGTH : null;
    }

    private @Nullable Refusal transferEncoding(ByteBuffer wire, int from, int to) {
        if (chunked || !Octets.equalIgnoringCase(wire, from, to, CHUNKED)) {
            return Refusal.CODING;
        }
        chunked = true;
        return null;
    }

    private @Nullable Refusal expect(ByteBuffer wire, int from, int to) {
        if (!Octets.equalIgnoringCase(wire, from, to, CONTINUE)) {
            return Refusal.EXPECTATION;
        }
        expectsContinue = true;
        return null;
    }

    private @Nullable Refusal connection(ByteBuffer wire, int from, int to) {
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || wire.get(at) == ',') {
                connectionOption(wire, start, at);
                start = at + 1;
            }
        }
        return null;
    }

    private void connectionOption(ByteBuffer wire, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Octets.isBlank(wire.get(start))) {
            start++;
        }
        while (end > start && Octets.isBlank(wire.get(end - 1))) {
            end--;
        }
        saysClose |= Octets.equalIgnoringCase(wire, start, end, CLOSE);
        saysKeepAlive |= Octets.equalIgnoringCase(wire, start, end, KEEP_ALIVE);
    }

    /// Judges the head as a whole, once its last octet is read.
    @Nullable
    Refusal end(int headLength) {
        length = headLength;
        if (version11 && hosts == 0) {
            return Refusal.HOST;
        }
        if (chunked && !version11) {
            return Refusal.CODING_BEFORE_1_1;
        }
        return chunked && contentLength != UNKNOWN ? Refusal.TWO_FRAMINGS : null;
    }

    /// The method.
    public Method method() {
        return method;
    }

    /// Whether the client speaks HTTP/1.1 or later.
    public boolean version11() {
        return version11;
    }

    /// Whether the connection may persist after this exchange.
    public Persistence persistence() {
        if (saysClose) {
            return Persistence.CLOSED;
        }
        if (version11) {
            return Persistence.KEPT;
        }
        return saysKeepAlive ? Persistence.KEPT_ON_REQUEST : Persistence.CLOSED;
    }

    /// Whether the body is chunked.
    public boolean chunked() {
        return chunked;
    }

    /// The announced length of the body in octets; 0 if none was announced.
    public long contentLength() {
        return contentLength;
    }

    /// Whether the client waits for an interim 100 before it sends the body. An HTTP/1.0 client never does
    /// (RFC 9110 §10.1.1).
    public boolean awaitsContinue() {
        return expectsContinue && version11 && (chunked || contentLength > 0);
    }

    /// Where the method begins in the buffer.
    public int methodStart() {
        return methodStart;
    }

    /// Where the method ends: one space before the target.
    public int methodEnd() {
        return targetStart - 1;
    }

    /// Where the target begins in the buffer.
    public int targetStart() {
        return targetStart;
    }

    /// Where the target ends.
    public int targetEnd() {
        return targetEnd;
    }

    /// Where the first field line begins.
    public int fieldsStart() {
        return fieldsStart;
    }

    /// Octets of the head, its empty line included.
    public int length() {
        return length;
    }
}
