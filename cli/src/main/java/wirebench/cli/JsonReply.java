package wirebench.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wirebench.client.Timings;
import wirebench.protocol.Field;
import wirebench.protocol.FieldSection;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;

/// Gathers an exchange and prints it as a JSON object on one line.
final class JsonReply implements Reply {
    private final Output out;
    private final String url;
    private final Timings timings = new Timings();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private String reason = "";
    private Fields fields = Fields.NONE;
    private Fields trailers = Fields.NONE;

    JsonReply(Output out, String url) {
        this.out = out;
        this.url = url;
    }

    @Override
    public void head(ResponseHead head) {
        body.reset();
        status = head.status();
        reason = head.reason();
        fields = head.fields().copy();
    }

    @Override
    public void body(ByteBuffer slice) {
        byte[] octets = new byte[slice.remaining()];
        slice.get(octets);
        body.writeBytes(octets);
    }

    @Override
    public void end(FieldSection section) {
        trailers = section.copy();
    }

    @Override
    public Timings timings() {
        return timings;
    }

    @Override
    public void received() {
        out.println(JsonLine.of(json -> {
            json.writeStringProperty("url", url);
            json.writeNumberProperty("status", status);
            json.writeStringProperty("reason", reason);
            write(json, "fields", fields);
            write(json, "trailers", trailers);
            json.writeBinaryProperty("bodyBase64", body.toByteArray());
            json.writeNumberProperty("bodyOctets", body.size());
            json.writeBooleanProperty("reusedConnection", timings.reusedConnection());
            write(json, PhaseTimes.of(timings));
        }));
    }

    @Override
    public void failed(Trouble trouble) {
        printError(out, url, trouble);
    }

    /// Prints the object for an exchange without a whole response, or one that was never begun.
    static void printError(Output out, String url, Trouble trouble) {
        out.println(JsonLine.of(json -> {
            json.writeStringProperty("url", url);
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("kind", trouble.kind());
            writeNullable(
                    json,
                    "violation",
                    trouble.violation() == null ? null : trouble.violation().name());
            writeNullable(
                    json,
                    "phase",
                    trouble.phase() == null ? null : trouble.phase().label());
            json.writeStringProperty("message", trouble.message());
            json.writeEndObject();
        }));
    }

    private static void writeNullable(JsonGenerator json, String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    private static void write(JsonGenerator json, String name, Fields fields) {
        json.writeArrayPropertyStart(name);
        for (Field field : fields) {
            json.writeStartArray();
            json.writeString(field.name());
            json.writeString(field.value());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, PhaseTimes times) {
        json.writeObjectPropertyStart("timings");
        times.forEach((phase, micros) -> json.writeNumberProperty(phase, micros));
        json.writeEndObject();
    }
}
