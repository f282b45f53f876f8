package wirebench.cli.interop;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import wirebench.client.ResponseHandler;
import wirebench.protocol.ResponseHead;

/// Keeps what identifies a response, and no octet of its body.
final class DigestingHandler implements ResponseHandler {
    private final MessageDigest digest = Site.sha256();
    private final List<Integer> interims = new ArrayList<>();
    private int status;
    private long octets;

    @Override
    public void interim(ResponseHead head) {
        interims.add(head.status());
    }

    @Override
    public void head(ResponseHead head) {
        status = head.status();
    }

    @Override
    public void body(ByteBuffer slice) {
        octets += slice.remaining();
        digest.update(slice);
    }

    int status() {
        return status;
    }

    long octets() {
        return octets;
    }

    /// The status codes of the interim responses.
    List<Integer> interims() {
        return interims;
    }

    /// The body's SHA-256, once.
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
