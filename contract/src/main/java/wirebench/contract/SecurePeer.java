package wirebench.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import wirebench.server.tls.Identity;

/// A server behind TLS that is no more than the JDK's own sockets, and that may end as no server should. Serves one
/// connection at a time. Thread-safe.
final class SecurePeer implements AutoCloseable {
    /// How a connection ends after an answer.
    enum End {
        /// As it should: with close_notify.
        ANNOUNCED,
        /// As if it had been cut.
        UNANNOUNCED
    }

    private static final char[] PASSWORD = {'x'};

    private final ServerSocket listening;
    private final SSLContext context;
    private final String answer;
    private final End end;
    private final Thread thread;
    private final List<SNIServerName> namesAskedFor = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private SecurePeer(ServerSocket listening, Identity identity, String answer, End end) {
        this.listening = listening;
        this.answer = answer;
        this.end = end;
        context = context(identity);
        thread = Thread.ofPlatform().daemon().name("secure-peer").start(this::serve);
    }

    /// Begins to listen on a free port of 127.0.0.1.
    static SecurePeer start(Identity identity, String answer, End end) {
        try {
            return new SecurePeer(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), identity, answer, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url("127.0.0.1");
    }

    /// The same under another name.
    String url(String host) {
        return "https://" + host + ":" + listening.getLocalPort() + "/";
    }

    /// For whom it was taken, of each connection that came to a request (RFC 6066 section 3).
    List<SNIServerName> namesAskedFor() {
        return List.copyOf(namesAskedFor);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listening.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        while (!closed) {
            try (Socket socket = listening.accept()) {
                answer(socket);
            } catch (IOException e) {
                // The client has refused this peer or has gone, or this is the end.
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
        secured.setUseClientMode(false);
        InputStream in = secured.getInputStream();
        byte[] request = new byte[4096];
        int octets = in.read(request);
        if (octets > 0) {
            namesAskedFor.addAll(((ExtendedSSLSession) secured.getSession()).getRequestedServerNames());
            secured.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            secured.getOutputStream().flush();
        }
        if (end == End.ANNOUNCED) {
            secured.close();
        }
    }

    /// A PKCS#12 store refuses a chain out of order, which is what some tests need.
    private static KeyStore store(Identity identity) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry("peer", identity.key(), PASSWORD, identity.chain().toArray(X509Certificate[]::new));
            return store;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(Identity identity) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store(identity), PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
