package wirebench.jmh.measure;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import wirebench.client.HttpRequest;
import wirebench.protocol.DecodeException;
import wirebench.protocol.Limits;
import wirebench.protocol.ResponseDecoder;

/// The octets of one exchange, known beforehand, so that the floor can move them without looking at them.
///
/// @param request the octets that a client would write
/// @param responseOctets how many octets the answer has, head included
/// @param port of the server on 127.0.0.1
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, written by nobody
public record RawExchange(byte[] request, int responseOctets, int port) {
    /// As large as a client's buffer.
    static final int BUFFER_OCTETS = 16 * 1024;

    /// Carries out the exchange once, decodes the answer, proves it right and counts its octets.
    static RawExchange prove(HttpRequest request, MeasuredScenario scenario, int port) throws IOException {
        byte[] octets = request.head().toString().getBytes(StandardCharsets.ISO_8859_1);
        try (SocketChannel channel = connect(port)) {
            ByteBuffer out = ByteBuffer.wrap(octets);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            return new RawExchange(octets, receive(channel, request.method(), scenario), port);
        }
    }

    /// A connection like those of the clients: blocking until told otherwise, and without Nagle's algorithm.
    public static SocketChannel connect(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// The request in a buffer of its own, to be written again and again.
    ByteBuffer out() {
        return ByteBuffer.allocateDirect(request.length).put(request).flip();
    }

    private static int receive(SocketChannel channel, String method, MeasuredScenario scenario) throws IOException {
        ResponseDecoder decoder = new ResponseDecoder(Limits.DEFAULT);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.allocate(BUFFER_OCTETS).limit(0);
        decoder.begin(method);
        try {
            while (!decode(decoder, in, body)) {
                if (channel.read(in.clear()) < 0) {
                    throw new EOFException("the server closed in the middle of its answer");
                }
                in.flip();
            }
        } catch (DecodeException e) {
            throw new IOException("the server's answer cannot be decoded: " + e.getMessage(), e);
        }
        scenario.requireBody("the floor", decoder.head().status(), body.toByteArray());
        return Math.toIntExact(decoder.octetsTaken());
    }

    private static boolean decode(ResponseDecoder decoder, ByteBuffer in, ByteArrayOutputStream body)
            throws DecodeException {
        while (true) {
            switch (decoder.next(in)) {
                case OCTETS_NEEDED -> {
                    return false;
                }
                case END -> {
                    return true;
                }
                case BODY -> {
                    byte[] slice = new byte[decoder.bodyOctets()];
                    in.get(slice);
                    body.writeBytes(slice);
                }
                case INTERIM, HEAD -> {}
            }
        }
    }
}
