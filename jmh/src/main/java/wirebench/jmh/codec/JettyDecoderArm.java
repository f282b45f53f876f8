package wirebench.jmh.codec;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/// Jetty's parser, set up as its client does. It keeps the fields of earlier responses, and takes a field from
/// there when the same octets come again: here they always do, which is its best case. Otherwise it makes strings.
final class JettyDecoderArm implements DecoderArm, HttpParser.ResponseHandler {
    private static final int CACHE_OF_ITS_CLIENT = 1024;

    private final Fragments response;
    private final BodyTarget target;
    private final ByteBuffer in;
    private final HttpParser parser = new HttpParser(this);
    private final HttpFields.Mutable fields = HttpFields.build();
    private int status;
    private long body;
    private boolean complete;

    JettyDecoderArm(Fragments response, BodyTarget target) {
        this.response = response;
        this.target = target;
        in = ByteBuffer.allocateDirect(response.octets().length).put(response.octets());
        parser.setHeaderCacheSize(CACHE_OF_ITS_CLIENT);
        parser.setHeaderCacheCaseSensitive(false);
    }

    @Override
    public long decode(Blackhole hole) {
        parser.reset();
        fields.clear();
        body = 0;
        complete = false;
        in.limit(response.rewind()).position(0);
        parser.parseNext(in);
        while (!complete) {
            if (!in.hasRemaining()) {
                in.limit(response.next());
            }
            parser.parseNext(in);
        }
        hole.consume(status);
        hole.consume(fields.get(HttpHeader.CONTENT_LENGTH));
        hole.consume(fields.get(HttpHeader.CONTENT_TYPE));
        return body;
    }

    @Override
    public void startResponse(HttpVersion version, int code, @Nullable String reason) {
        status = code;
    }

    @Override
    public void parsedHeader(HttpField field) {
        fields.add(field);
    }

    @Override
    public boolean headerComplete() {
        return false;
    }

    @Override
    public boolean content(ByteBuffer octets) {
        body += target.take(octets, octets.remaining());
        return false;
    }

    @Override
    public boolean contentComplete() {
        return false;
    }

    @Override
    public boolean messageComplete() {
        complete = true;
        return true;
    }

    @Override
    public void earlyEOF() {
        throw new IllegalStateException("the response never ends early");
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public int fieldCount() {
        return fields.size();
    }
}
