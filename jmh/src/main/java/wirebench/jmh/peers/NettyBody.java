package wirebench.jmh.peers;

import io.netty.buffer.ByteBuf;

/// Pieces of a body in Netty's buffers.
final class NettyBody {
    private NettyBody() {}

    /// Counts a piece, and looks at it only in a proof.
    static void slice(Answer answer, ByteBuf slice) {
        if (answer.isProof()) {
            answer.slice(slice.nioBuffer());
        } else {
            answer.slice(slice.readableBytes());
        }
    }
}
