package wirebench.jmh.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import wirebench.protocol.Field;

/// Netty's encoder: the method that a channel would call, of which only the allocator is needed. Fields are encoded
/// each time they are sent, into a pooled buffer, which is released.
final class NettyEncoderArm extends HttpRequestEncoder implements EncoderArm {
    private final SampleRequest sample;
    private final byte[] body;
    private final ChannelHandlerContext context;
    private final List<Object> out = new ArrayList<>();
    private FullHttpRequest request;

    NettyEncoderArm(SampleRequest sample) {
        this.sample = sample;
        body = sample.body();
        context = new EmbeddedChannel(new HttpRequestEncoder()).pipeline().firstContext();
        request = request();
    }

    private FullHttpRequest request() {
        FullHttpRequest made = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(sample.method()),
                SampleRequest.TARGET,
                Unpooled.wrappedBuffer(body));
        made.headers().set(HttpHeaderNames.HOST, SampleRequest.HOST);
        for (Field field : sample.fields()) {
            made.headers().add(field.name(), field.value());
        }
        if (sample.hasBody()) {
            made.headers().set(HttpHeaderNames.CONTENT_LENGTH, sample.posted().length());
        }
        return made;
    }

    @Override
    public void make() {
        request = request();
    }

    @Override
    public int encode() throws Exception {
        request.content().readerIndex(0);
        encode(context, request.retain(), out);
        int octets = 0;
        for (int i = 0; i < out.size(); i++) {
            ByteBuf part = (ByteBuf) out.get(i);
            octets += part.readableBytes();
            part.release();
        }
        out.clear();
        return octets;
    }
}
