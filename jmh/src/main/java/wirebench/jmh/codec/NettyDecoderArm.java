package wirebench.jmh.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/// Netty's decoder without a channel: the method that a channel would call, on a buffer that grows as fragments
/// arrive, so that no octet of the head has to be moved between reads. It makes a message, an entry and a string
/// for each field, and a retained slice for each piece of body, which is released.
final class NettyDecoderArm extends HttpResponseDecoder implements DecoderArm {
    private final Fragments response;
    private final BodyTarget target;
    private final ByteBuf in;
    private final List<Object> out = new ArrayList<>();
    private @Nullable HttpResponse last;
    private long body;

    NettyDecoderArm(Fragments response, BodyTarget target) {
        this.response = response;
        this.target = target;
        in = ByteBufAllocator.DEFAULT.directBuffer(response.octets().length).writeBytes(response.octets());
    }

    @Override
    @SuppressWarnings("NullAway") // the channel's context, for which it has no use while it decodes
    public long decode(Blackhole hole) throws Exception {
        in.setIndex(0, response.rewind());
        body = 0;
        while (true) {
            int before = in.readerIndex();
            decode(null, in, out);
            if (!out.isEmpty()) {
                if (takeAll(hole)) {
                    return body;
                }
            } else if (in.readerIndex() == before) {
                in.writerIndex(response.next());
            }
        }
    }

    private boolean takeAll(Blackhole hole) {
        boolean complete = false;
        for (int i = 0; i < out.size(); i++) {
            complete |= take(out.get(i), hole);
        }
        out.clear();
        return complete;
    }

    private boolean take(Object message, Blackhole hole) {
        if (message instanceof HttpContent content) {
            body += target.take(content.content());
            content.release();
            return content instanceof LastHttpContent;
        }
        HttpResponse head = (HttpResponse) message;
        hole.consume(head.status().code());
        hole.consume(head.headers().get(HttpHeaderNames.CONTENT_LENGTH));
        hole.consume(head.headers().get(HttpHeaderNames.CONTENT_TYPE));
        last = head;
        return false;
    }

    @Override
    public int status() {
        return last == null || last.decoderResult().isFailure()
                ? -1
                : last.status().code();
    }

    @Override
    public int fieldCount() {
        return last == null ? -1 : last.headers().size();
    }
}
