package wirebench.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One connection of a [RawPeer]: it says octets, and hears whole requests.
///
/// Octets are written as characters of ISO 8859-1. Confined to the conversation's thread.
public final class RawConnection {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: chunked\r\n");

    private final int index;
    private final Socket socket;
    private final InputStream in;
    private final RawPeer peer;

    RawConnection(int index, Socket socket, RawPeer peer) throws IOException {
        this.index = index;
        this.socket = socket;
        this.peer = peer;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// The connection's place among those that the peer accepted, from 0.
    int index() {
        return index;
    }

    /// Waits for one request and reads it to its end.
    ///
    /// @return head and body as they came, or an empty string if the client closed instead
    public String hear() throws IOException {
        String head = hearHead();
        if (head.isEmpty()) {
            return "";
        }
        String request = head + hearBody(head);
        peer.heard(request);
        return request;
    }

    /// Waits for one request's head; a body, if there is one, stays unread.
    ///
    /// @return the head with its empty line, or an empty string if the client closed instead
    String hearHead() throws IOException {
        return until("\r\n\r\n");
    }

    /// Waits for octets, whatever they are.
    ///
    /// @param octets how many
    /// @return as many, or fewer if the client closed instead
    String hear(int octets) throws IOException {
        return new String(in.readNBytes(octets), StandardCharsets.ISO_8859_1);
    }

    /// Whether something has come that was not heard yet.
    boolean hasHeardOf() throws IOException {
        return in.available() > 0;
    }

    /// Writes octets, all at once.
    public void say(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Writes octets in pieces, each in a segment of its own as far as the kernel sees to it.
    void say(String octets, int pieceOctets) throws IOException {
        for (int from = 0; from < octets.length(); from += pieceOctets) {
            say(octets.substring(from, Math.min(octets.length(), from + pieceOctets)));
        }
    }

    /// Ends this side; the client reads the end after what was said.
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /// Ends the connection with a reset.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Waits until the client ends the connection, whichever way.
    void awaitEnd() {
        try {
            while (in.read() >= 0) {}
        } catch (IOException e) {
            // A reset ends it as well.
        }
    }

    /// Reads nothing until the test is over.
    void awaitNothing() throws IOException {
        new Latch().await();
    }

    private String hearBody(String head) throws IOException {
        if (CHUNKED.matcher(head).find()) {
            return until("0\r\n\r\n");
        }
        Matcher length = LENGTH.matcher(head);
        int octets = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return new String(in.readNBytes(octets), StandardCharsets.ISO_8859_1);
    }

    private String until(String end) throws IOException {
        StringBuilder heard = new StringBuilder();
        int octet = in.read();
        while (octet >= 0) {
            heard.append((char) octet);
            if (octet == '\n'
                    && heard.length() >= end.length()
                    && heard.indexOf(end, heard.length() - end.length()) >= 0) {
                return heard.toString();
            }
            octet = in.read();
        }
        return "";
    }
}
