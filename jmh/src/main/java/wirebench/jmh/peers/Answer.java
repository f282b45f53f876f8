package wirebench.jmh.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import wirebench.load.lane.Expectation;
import wirebench.load.lane.UnexpectedResponseException;

/// The answers that one lane sees, one after another: the status and the octets of the body, which are counted
/// each time and compared one by one in a proof. Confined to the lane.
public final class Answer {
    private static final int OK = 200;

    private final byte[] body;
    private final boolean proof;
    private int status;
    private int octets;
    private boolean same;

    private Answer(byte[] body, boolean proof) {
        this.body = body;
        this.proof = proof;
    }

    /// For a lane that is timed: it counts octets.
    ///
    /// @param target what is asked for
    /// @return to be given to one lane
    public static Answer counted(Target target) {
        return new Answer(target.body(), false);
    }

    /// For the lane that comes before: it compares every octet.
    ///
    /// @param target what is asked for
    /// @return to be given to one lane
    public static Answer proven(Target target) {
        return new Answer(target.body(), true);
    }

    /// Whether octets are compared: [#slice(int)] is not enough then.
    boolean isProof() {
        return proof;
    }

    /// An answer begins.
    void begin(int code) {
        status = code;
        octets = 0;
        same = true;
    }

    /// More of the body, of which only the number is known.
    void slice(int count) {
        octets += count;
    }

    /// More of the body; the position is left where it was.
    void slice(ByteBuffer slice) {
        if (proof) {
            for (int i = slice.position(); i < slice.limit(); i++) {
                compare(octets + i - slice.position(), slice.get(i));
            }
        }
        octets += slice.remaining();
    }

    /// The rest of the body.
    void slices(InputStream in, byte[] buffer) throws IOException {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            slice(buffer, count);
        }
    }

    /// More of the body: the first octets of an array.
    void slice(byte[] slice, int count) {
        if (proof) {
            for (int i = 0; i < count; i++) {
                compare(octets + i, slice[i]);
            }
        }
        octets += count;
    }

    private void compare(int at, byte octet) {
        same &= at < body.length && body[at] == octet;
    }

    /// The answer is whole.
    ///
    /// @return octets of its body
    /// @throws IOException if it is another than expected
    long verified() throws IOException {
        if (status != OK || octets != body.length) {
            throw new UnexpectedResponseException(new Expectation(OK, body.length), new Expectation(status, octets));
        }
        if (!same) {
            throw new IOException("the body has the right length, but other octets than expected");
        }
        return octets;
    }
}
