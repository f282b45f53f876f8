package wirebench.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What must hold of an encoder whatever it is given, checked by a fuzzer on requests that it makes up.
///
/// A request is refused as misuse with one line, and before its head has put an octet, if and only if the
/// [RequestGrammar] does not allow it. Otherwise its octets are read by [ParsedRequest] as the same method, target,
/// fields, body and trailers, with the encoder's own framing and with nothing left over, whatever the room and the
/// pace of the body.
final class RequestProperties {
    /// An encoder, or a wrong one that shows that the properties notice.
    interface Encoder {
        byte[] encode(RequestHead head, BodySource source, int room) throws IOException;
    }

    private final Encoder encoder;

    RequestProperties(Encoder encoder) {
        this.encoder = encoder;
    }

    static RequestProperties ofRequestEncoder() {
        return new RequestProperties(RequestProperties::encode);
    }

    /// Checks one request.
    ///
    /// @throws AssertionError if a property does not hold
    void check(FuzzedRequest request) {
        RequestHead head;
        try {
            head = RequestHead.of(
                    request.method(),
                    request.target(),
                    request.host(),
                    FuzzedRequest.checked(request.fields()),
                    request.framing());
        } catch (IllegalArgumentException e) {
            require(!RequestGrammar.allowsHead(request), "refused without need: " + e.getMessage(), request);
            requireOneLine(e);
            return;
        }
        require(RequestGrammar.allowsHead(request), "let through", request);
        require(head.expectsContinue() == hasField(request, "Expect"), "another expectation", request);
        checkOctets(request, head, request.room());
        checkOctets(
                request,
                head,
                Math.max(RequestEncoder.LEAST_ROOM, 2 * request.body().length() + 8_000));
    }

    private void checkOctets(FuzzedRequest request, RequestHead head, int room) {
        boolean endless = request.announced() == FuzzedRequest.Announced.TOO_MUCH;
        boolean trailersFit =
                request.announced() != FuzzedRequest.Announced.CHUNKED || RequestGrammar.allowsTrailers(request);
        byte[] octets;
        try {
            octets = encoder.encode(head, request.source(), room);
        } catch (IOException e) {
            require(endless && e.getMessage().contains("1 octets short"), "failed: " + e, request);
            return;
        } catch (IllegalArgumentException e) {
            require(!trailersFit, "refused without need: " + e.getMessage(), request);
            requireOneLine(e);
            return;
        }
        require(!endless, "sent whole although the body is too short", request);
        require(trailersFit, "trailers let through", request);
        compare(request, ParsedRequest.of(octets));
    }

    private static void compare(FuzzedRequest request, ParsedRequest parsed) {
        require(parsed.method().equals(request.method()), "another method", request);
        require(parsed.target().equals(request.target()), "another target", request);
        require(parsed.version().equals("HTTP/1.1"), "another version", request);
        require(parsed.fieldLines().equals(expectedLines(request)), "other fields: " + parsed.fieldLines(), request);
        require(parsed.body().equals(expectedBody(request)), "another body: " + parsed.body(), request);
        boolean chunked = request.announced() == FuzzedRequest.Announced.CHUNKED;
        List<String> trailers = chunked ? lines(request.trailers()) : List.of();
        require(parsed.trailerLines().equals(trailers), "other trailers: " + parsed.trailerLines(), request);
    }

    private static List<String> expectedLines(FuzzedRequest request) {
        List<String> hosts = ReferenceFields.values(request.fields(), "Host");
        List<String> lines = new ArrayList<>();
        lines.add("Host: " + (hosts.isEmpty() ? request.host() : hosts.getFirst()));
        lines.addAll(lines(request.fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase("Host"))
                .toList()));
        switch (request.framing()) {
            case RequestFraming.Chunked _ -> lines.add("Transfer-Encoding: chunked");
            case RequestFraming.Length length -> lines.add("Content-Length: " + length.octets());
            case RequestFraming.None _ -> {
                if (request.method().matches("POST|PUT|PATCH")) {
                    lines.add("Content-Length: 0");
                }
            }
        }
        return lines;
    }

    private static String expectedBody(FuzzedRequest request) {
        String body = request.body();
        return switch (request.announced()) {
            case NOTHING -> "";
            case LENGTH, CHUNKED, TOO_MUCH -> body;
            case TOO_LITTLE -> body.substring(0, Math.max(0, body.length() - 1));
        };
    }

    private static List<String> lines(List<Field> fields) {
        return fields.stream().map(field -> field.name() + ": " + field.value()).toList();
    }

    private static boolean hasField(FuzzedRequest request, String name) {
        return !ReferenceFields.values(request.fields(), name).isEmpty();
    }

    static byte[] encode(RequestHead head, BodySource source, int room) throws IOException {
        RequestEncoder encoder = new RequestEncoder();
        encoder.begin(head, source);
        ByteBuffer out = ByteBuffer.allocate(room);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        boolean complete = false;
        for (int idle = 0; !complete; idle = out.position() > 0 ? 0 : idle + 1) {
            complete = encoder.encode(out.clear());
            octets.write(out.array(), 0, out.position());
            release(encoder, head, octets);
            if (idle > 2) {
                throw new IllegalStateException("the encoder gets no further");
            }
        }
        return octets.toByteArray();
    }

    private static void release(RequestEncoder encoder, RequestHead head, ByteArrayOutputStream octets) {
        if (encoder.holdsBody()) {
            String put = octets.toString(StandardCharsets.ISO_8859_1);
            if (!head.expectsContinue() || !put.equals(head.toString())) {
                throw new IllegalStateException("held at the wrong place: " + put);
            }
            encoder.releaseBody();
        }
    }

    private static void requireOneLine(IllegalArgumentException misuse) {
        if (!misuse.getMessage().matches("[ -~]+")) {
            throw new AssertionError("not one clear line: " + misuse.getMessage());
        }
    }

    private static void require(boolean holds, String what, FuzzedRequest request) {
        if (!holds) {
            throw new AssertionError(what + System.lineSeparator() + request);
        }
    }
}
