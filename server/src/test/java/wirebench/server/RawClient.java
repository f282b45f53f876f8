package wirebench.server;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A connection that writes octets and reads responses, knowing just enough of HTTP to find their ends.
public final class RawClient implements Closeable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private long received;
    private long sent;

    public record Response(int status, List<String> fields, String body, List<String> trailers) {
        public String field(String name) {
            return fields.stream()
                    .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(field -> field.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
    }

    private RawClient(int port, int receiveBufferOctets) throws IOException {
        this(connected(new Socket(), port, receiveBufferOctets));
    }

    private static Socket connected(Socket socket, int port, int receiveBufferOctets) throws IOException {
        if (receiveBufferOctets > 0) {
            socket.setReceiveBufferSize(receiveBufferOctets);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    /// A client over TLS, before its handshake.
    ///
    /// @param protocols what it speaks, by the JDK's names
    public static RawClient secure(int port, SSLContext context, String... protocols) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket();
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return new RawClient(connected(socket, port, 0));
    }

    Socket socket() {
        return socket;
    }

    /// Waits for the server's end, in whichever way it comes.
    boolean ended() {
        try {
            rest();
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // a reset, or no close_notify
        }
        return true;
    }

    /// The socket of a client over TLS.
    public SSLSocket tls() {
        return (SSLSocket) socket;
    }

    public static RawClient open(LoopbackServer server) throws IOException {
        return new RawClient(server.port(), 0);
    }

    public static RawClient open(int port) throws IOException {
        return new RawClient(port, 0);
    }

    /// A client whose kernel buffers as little as it can, so that the server's writes are partial.
    static RawClient slow(LoopbackServer server) throws IOException {
        return new RawClient(server.port(), 8192);
    }

    public static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: test\r\n\r\n";
    }

    public RawClient send(String octets) throws IOException {
        return send(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        sent += octets.length;
        return this;
    }

    RawClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    public Response exchange(String request) throws IOException {
        return send(request).receive(!request.startsWith("HEAD "));
    }

    public Response receive() throws IOException {
        return receive(true);
    }

    private Response receive(boolean mayHaveBody) throws IOException {
        return message(Integer.parseInt(line().substring(9, 12)), mayHaveBody);
    }

    private Response message(int status, boolean mayHaveBody) throws IOException {
        List<String> fields = lines();
        Response head = new Response(status, fields, "", List.of());
        if (!mayHaveBody || status == 204 || status == 304 || status == 100) {
            return head;
        }
        if (head.field("Transfer-Encoding").equals("chunked")) {
            return new Response(status, fields, chunks(), lines());
        }
        String length = head.field("Content-Length");
        String body = length.isEmpty() ? rest() : octets(Integer.parseInt(length));
        return new Response(status, fields, body, List.of());
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /// One line, which must end in CR LF.
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 2 || line.charAt(line.length() - 2) != '\r' || line.charAt(line.length() - 1) != '\n') {
            line.append((char) octet());
        }
        return line.substring(0, line.length() - 2);
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.append(octets(size));
            if (!line().isEmpty()) {
                throw new IOException("no CR LF after a chunk");
            }
        }
        return body.toString();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    /// One octet, or an exception at the end.
    int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the connection ended");
        }
        received++;
        return octet;
    }

    private String octets(int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        received += octets.length;
        if (octets.length < count) {
            throw new EOFException("the connection ended " + (count - octets.length) + " octets early");
        }
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /// The rest of a response of which the status line has been read: its body.
    String body() throws IOException {
        return message(0, true).body();
    }

    /// All octets until the server's end.
    public String rest() throws IOException {
        byte[] octets = in.readAllBytes();
        received += octets.length;
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    public long received() {
        return received;
    }

    public long sent() {
        return sent;
    }

    /// Closes the connection before the test has ended.
    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
