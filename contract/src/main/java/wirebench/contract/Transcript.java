package wirebench.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import wirebench.client.ResponseHandler;
import wirebench.protocol.FieldSection;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;

/// Receives a response and keeps all of it, interim responses too. Read it after the exchange has ended.
class Transcript implements ResponseHandler {
    private final List<Integer> interims = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private int minorVersion;
    private int status;
    private String reason = "";
    private Fields fields = Fields.NONE;
    private Fields trailers = Fields.NONE;

    @Override
    public void interim(ResponseHead head) {
        interims.add(head.status());
    }

    @Override
    public void head(ResponseHead head) {
        minorVersion = head.minorVersion();
        status = head.status();
        reason = head.reason();
        fields = head.fields().copy();
    }

    @Override
    public void body(ByteBuffer slice) {
        body.append(StandardCharsets.ISO_8859_1.decode(slice));
    }

    @Override
    public void end(FieldSection section) {
        trailers = section.copy();
    }

    /// The status codes of the interim responses, in order.
    List<Integer> interims() {
        return List.copyOf(interims);
    }

    int minorVersion() {
        return minorVersion;
    }

    /// The final status, 0 if no final head came.
    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    Fields fields() {
        return fields;
    }

    /// What came of the body, a character for each octet.
    String body() {
        return body.toString();
    }

    Fields trailers() {
        return trailers;
    }
}
