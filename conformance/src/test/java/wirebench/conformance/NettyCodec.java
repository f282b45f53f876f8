package wirebench.conformance;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import wirebench.cases.WireCase;
import wirebench.protocol.Field;

/// Netty's HTTP/1.1 codec for clients, in a channel without a socket.
///
/// Those who use Netty program against the codec, and decide themselves what to do with the connection.
final class NettyCodec implements Peer {
    @Override
    public String name() {
        return "netty";
    }

    @Override
    public String title() {
        return "Netty's HttpClientCodec "
                + Version.identify().get("netty-codec-http").artifactVersion();
    }

    @Override
    public Seen see(WireCase wireCase) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpClientCodec());
        try {
            channel.writeOutbound(
                    new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(wireCase.method()), "/"));
            channel.writeInbound(Unpooled.copiedBuffer(wireCase.wire(), StandardCharsets.ISO_8859_1));
            if (wireCase.serverCloses()) {
                channel.finish();
            }
            return firstResponse(channel, wireCase.serverCloses());
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    private static Seen firstResponse(EmbeddedChannel channel, boolean closed) {
        HttpResponse head = null;
        StringBuilder body = new StringBuilder();
        HttpObject message = channel.readInbound();
        while (message != null) {
            if (message.decoderResult().isFailure()) {
                return new Seen.Failed(message.decoderResult().cause().toString());
            }
            head = message instanceof HttpResponse response ? response : head;
            if (message instanceof HttpContent content) {
                body.append(content.content().toString(StandardCharsets.ISO_8859_1));
            }
            ReferenceCountUtil.release(message);
            if (message instanceof LastHttpContent last && head != null && isFinal(head)) {
                return whole(head, body, last);
            }
            message = channel.readInbound();
        }
        return closed ? new Seen.Failed("cut short") : new Seen.Waiting();
    }

    private static boolean isFinal(HttpResponse head) {
        return head.status().codeClass() != HttpStatusClass.INFORMATIONAL
                || head.status().code() == 101;
    }

    private static Seen whole(HttpResponse head, StringBuilder body, LastHttpContent last) {
        return new Seen.Whole(
                head.status().code(),
                list(head.headers()),
                body.toString(),
                list(last.trailingHeaders()),
                Seen.Next.APART);
    }

    private static List<Field> list(HttpHeaders headers) {
        return headers.entries().stream()
                .map(header -> new Field(header.getKey(), header.getValue()))
                .toList();
    }
}
