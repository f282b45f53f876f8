package wirebench.jmh.peers;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import java.io.EOFException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import wirebench.certificates.TestAuthority;
import wirebench.load.lane.AsynchronousLane;

/// Netty's HTTP codec with one handler behind it, on one event loop: no pool, but a connection for each lane.
final class NettyCodec implements AsynchronousPeer {
    private static final long END_SECONDS = 5;

    private final Target target;
    private final Class<? extends SocketChannel> channels;
    private final @Nullable SslContext tls;
    private final EventLoopGroup group;
    private final Bootstrap bootstrap;
    private final AtomicLong opened = new AtomicLong();

    NettyCodec(Target target, IoHandlerFactory events, Class<? extends SocketChannel> channels) {
        this.target = target;
        this.channels = channels;
        TestAuthority authority = target.authority();
        tls = authority == null ? null : NettyTls.trusting(authority);
        group = new MultiThreadIoEventLoopGroup(1, events);
        bootstrap = new Bootstrap()
                .group(group)
                .channel(channels)
                .option(ChannelOption.TCP_NODELAY, true)
                .remoteAddress(Target.HOST, target.port());
    }

    @Override
    public AsynchronousLane lane(Answer answer) {
        return new Lane(answer);
    }

    @Override
    public OptionalLong connections() {
        return OptionalLong.of(opened.get());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "eventLoops",
                "1",
                "channel",
                channels.getSimpleName(),
                "TCP_NODELAY",
                "true",
                "pool",
                "a connection each");
    }

    @Override
    public void close() {
        if (!group.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Netty's event loop does not end");
        }
    }

    /// One connection after another, mostly one for good. Confined to the event loop, but for starts, which happen
    /// when nothing else does.
    private final class Lane implements AsynchronousLane {
        private final Answer answer;
        private final FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target.path(), Unpooled.EMPTY_BUFFER);
        private @Nullable Channel channel;
        private @Nullable Completion completion;

        Lane(Answer answer) {
            this.answer = answer;
            request.headers().set(HttpHeaderNames.HOST, Target.HOST + ":" + target.port());
        }

        @Override
        public void start(Completion told) {
            completion = told;
            Channel open = channel;
            if (open != null) {
                write(open);
            } else {
                bootstrap.clone().handler(new Pipeline(this)).connect().addListener((ChannelFuture connect) -> {
                    if (connect.isSuccess()) {
                        opened.incrementAndGet();
                        channel = connect.channel();
                        write(connect.channel());
                    } else {
                        fail(connect.cause());
                    }
                });
            }
        }

        private void write(Channel open) {
            open.writeAndFlush(request).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }

        private void read(HttpObject part) {
            if (part.decoderResult().isFailure()) {
                fail(part.decoderResult().cause());
                return;
            }
            if (part instanceof HttpResponse head) {
                answer.begin(head.status().code());
            }
            if (part instanceof HttpContent body) {
                NettyBody.slice(answer, body.content());
            }
            Completion told = completion;
            if (part instanceof LastHttpContent && told != null) {
                completion = null;
                Verdict.tell(told, answer);
            }
        }

        /// The connection is of no more use, and the next start opens another.
        private void fail(Throwable failure) {
            Channel open = channel;
            channel = null;
            if (open != null) {
                var _ = open.close();
            }
            Completion told = completion;
            completion = null;
            if (told != null) {
                told.failed(failure);
            }
        }
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final Lane lane;

        Pipeline(Lane lane) {
            this.lane = lane;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            SslContext secured = tls;
            if (secured != null) {
                channel.pipeline().addLast(secured.newHandler(channel.alloc(), Target.HOST, target.port()));
            }
            channel.pipeline().addLast(new HttpClientCodec(), new Handler(lane));
        }
    }

    private static final class Handler extends SimpleChannelInboundHandler<HttpObject> {
        private final Lane lane;

        Handler(Lane lane) {
            this.lane = lane;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            lane.read(part);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (context.channel().equals(lane.channel)) {
                lane.fail(new EOFException("the connection was closed"));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            lane.fail(failure);
        }
    }
}
