package wirebench.client.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import wirebench.client.config.TlsVersion;

/// One connection's TLS without the connection: sealed octets go in and come out of buffers, and whoever moves
/// them is told what is needed next. The same for every I/O model.
///
/// ```
/// HANDSHAKING ---- both have finished ----> OPEN ---- close_notify has come ----> ENDED
///      |                                     |
///      +---------- anything wrong -----------+----------------------------------> FAILED
/// ```
/// Renegotiation (TLS 1.2) is refused; new keys and tickets (TLS 1.3) are dealt with unseen. What is allocated per
/// record is the JDK engine's own. Not thread-safe, but for [#task], whose work may be done by another thread while
/// nothing else is asked of the machine.
public final class TlsMachine {
    /// What a handshake needs to go on.
    public enum Need {
        /// Octets from the server.
        INPUT,
        /// Room in the output, which has to be sent first.
        OUTPUT,
        /// A [#task] done.
        TASK,
        /// Nothing, but that the output is sent: the handshake is done.
        NOTHING
    }

    /// What came of a record.
    public enum Opened {
        /// It was used up; it may have been none of the application's.
        RECORD,
        /// It has not come whole.
        INPUT_NEEDED,
        /// There is not enough room for what it holds.
        ROOM_NEEDED,
        /// The server has said that nothing follows (close_notify).
        END
    }

    private enum State {
        HANDSHAKING,
        OPEN,
        ENDED,
        FAILED
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private State state = State.HANDSHAKING;
    private boolean answerNeeded;

    /// Begins with an engine that has not been used.
    ///
    /// @param engine set up for one connection, as a client
    /// @throws SSLException if it is not set up so that it can begin
    public TlsMachine(SSLEngine engine) throws SSLException {
        this.engine = engine;
        engine.beginHandshake();
    }

    /// Goes on with the handshake as far as the input allows.
    ///
    /// @param in what has come, from position to limit
    /// @param out gets what is to be sent, which must be sent whatever is returned
    /// @return what is needed
    /// @throws SSLException if there will be no connection; then [#alert] tells what to send
    public Need handshake(ByteBuffer in, ByteBuffer out) throws SSLException {
        try {
            while (state == State.HANDSHAKING) {
                Need need = step(in, out);
                if (need != null) {
                    return need;
                }
            }
            return Need.NOTHING;
        } catch (SSLException | RuntimeException e) {
            state = State.FAILED;
            throw e;
        }
    }

    /// Whether the handshake is done.
    ///
    /// @return false before, and after a failure
    public boolean established() {
        return state == State.OPEN || state == State.ENDED;
    }

    /// Whether the server has announced its end.
    ///
    /// @return true once its close_notify has come
    public boolean ended() {
        return state == State.ENDED;
    }

    /// Work that takes its time, such as checking certificates: not for an event loop.
    ///
    /// @return null if there is none
    public @Nullable Runnable task() {
        return engine.getDelegatedTask();
    }

    /// Opens one record.
    ///
    /// @param in what has come, from position to limit
    /// @param to gets what the application was sent
    /// @return what came of it
    /// @throws SSLException if the record is forged, broken, or an alert
    public Opened open(ByteBuffer in, ByteBuffer to) throws SSLException {
        if (state == State.ENDED) {
            return Opened.END;
        }
        try {
            return opened(engine.unwrap(in, to));
        } catch (SSLException | RuntimeException e) {
            state = State.FAILED;
            throw e;
        }
    }

    /// Whether [#answer] has something to send, such as the answer to new keys.
    ///
    /// @return false most of the time
    public boolean answerNeeded() {
        return answerNeeded;
    }

    /// Puts what the protocol itself has to say into the output.
    ///
    /// @param out with room for a record
    /// @throws SSLException if it cannot be said
    public void answer(ByteBuffer out) throws SSLException {
        answerNeeded = engine.wrap(NOTHING, out).getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }

    /// Seals octets as one record, as many as fit into it.
    ///
    /// @param from what the application sends
    /// @param out gets the record
    /// @return false if there is not enough room for it
    /// @throws SSLException if nothing can be sent any more
    public boolean seal(ByteBuffer from, ByteBuffer out) throws SSLException {
        return sealed(engine.wrap(from, out));
    }

    /// The same from several buffers in turn.
    ///
    /// @param from what the application sends
    /// @param out gets the record
    /// @return false if there is not enough room for it
    /// @throws SSLException if nothing can be sent any more
    public boolean seal(ByteBuffer[] from, ByteBuffer out) throws SSLException {
        return sealed(engine.wrap(from, out));
    }

    /// Says that nothing follows (close_notify).
    ///
    /// @param out with room for a record
    /// @throws SSLException if it cannot be said
    public void end(ByteBuffer out) throws SSLException {
        engine.closeOutbound();
        engine.wrap(NOTHING, out);
    }

    /// Says why there is no connection, after a failure.
    ///
    /// @param out gets the alert, if there is room
    public void alert(ByteBuffer out) {
        try {
            engine.wrap(NOTHING, out);
        } catch (SSLException e) {
            // The failure that led here is the one that counts.
        }
    }

    /// What was agreed on.
    ///
    /// @return the session
    public SSLSession session() {
        return engine.getSession();
    }

    /// One step of the handshake.
    ///
    /// @return what is needed, null to go on
    private @Nullable Need step(ByteBuffer in, ByteBuffer out) throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> Need.TASK;
            case NEED_WRAP -> needAfter(engine.wrap(NOTHING, out));
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> needAfter(engine.unwrap(in, NOTHING));
            case FINISHED, NOT_HANDSHAKING -> {
                state = State.OPEN;
                yield Need.NOTHING;
            }
        };
    }

    private static @Nullable Need needAfter(SSLEngineResult result) throws SSLException {
        return switch (result.getStatus()) {
            case OK -> null;
            case BUFFER_UNDERFLOW -> Need.INPUT;
            case BUFFER_OVERFLOW -> Need.OUTPUT;
            case CLOSED -> throw new SSLHandshakeException("the server ended the connection in the handshake");
        };
    }

    private Opened opened(SSLEngineResult result) throws SSLException {
        return switch (result.getStatus()) {
            case OK -> {
                note(result.getHandshakeStatus());
                yield Opened.RECORD;
            }
            case BUFFER_UNDERFLOW -> Opened.INPUT_NEEDED;
            case BUFFER_OVERFLOW -> Opened.ROOM_NEEDED;
            case CLOSED -> {
                state = State.ENDED;
                yield Opened.END;
            }
        };
    }

    private void note(HandshakeStatus status) throws SSLException {
        switch (status) {
            case NOT_HANDSHAKING, FINISHED -> {}
            case NEED_WRAP -> answerNeeded = requireNewKeysAtMost();
            case NEED_TASK, NEED_UNWRAP, NEED_UNWRAP_AGAIN -> requireNewKeysAtMost();
        }
    }

    /// What a server may begin after the handshake: with TLS 1.3 new keys, with TLS 1.2 a handshake anew, which
    /// has been used for attacks and is gone from 1.3.
    private boolean requireNewKeysAtMost() throws SSLException {
        if (!engine.getSession().getProtocol().equals(TlsVersion.TLS_1_3.protocol())) {
            throw new SSLException("the server asked for renegotiation, which is refused");
        }
        return true;
    }

    private static boolean sealed(SSLEngineResult result) throws SSLException {
        return switch (result.getStatus()) {
            case OK -> true;
            case BUFFER_OVERFLOW -> false;
            case BUFFER_UNDERFLOW, CLOSED -> throw new SSLException("the connection takes nothing more");
        };
    }
}
