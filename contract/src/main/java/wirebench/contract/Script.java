package wirebench.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import wirebench.client.ResponseHandler;
import wirebench.client.Timings;
import wirebench.protocol.FieldSection;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;

/// Writes down every call that it gets, and may throw in one of them.
final class Script implements ResponseHandler {
    /// The calls of a handler.
    enum Call {
        INTERIM,
        HEAD,
        BODY,
        END
    }

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final @Nullable Call fatal;
    private final @Nullable RuntimeException thrown;
    private final @Nullable Timings timings;

    Script() {
        this(null, null, null);
    }

    /// A script that throws in a call of that kind.
    Script(Call fatal, RuntimeException thrown) {
        this(fatal, thrown, null);
    }

    private Script(@Nullable Call fatal, @Nullable RuntimeException thrown, @Nullable Timings timings) {
        this.fatal = fatal;
        this.thrown = thrown;
        this.timings = timings;
    }

    /// A script that asks for timings.
    static Script withTimings() {
        return new Script(null, null, new Timings());
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /// The body that came, put together.
    String body() {
        StringBuilder body = new StringBuilder();
        calls.stream()
                .filter(call -> call.startsWith("body "))
                .forEach(call -> body.append(call.substring("body ".length())));
        return body.toString();
    }

    Optional<Timings> noted() {
        return Optional.ofNullable(timings);
    }

    @Override
    public void interim(ResponseHead head) {
        note(Call.INTERIM, "interim " + head.status() + text(head.fields().copy()));
    }

    @Override
    public void head(ResponseHead head) {
        note(Call.HEAD, "head " + head.status() + text(head.fields().copy()));
    }

    @Override
    public void body(ByteBuffer slice) {
        note(Call.BODY, "body " + StandardCharsets.ISO_8859_1.decode(slice));
    }

    @Override
    public void end(FieldSection trailers) {
        note(Call.END, "end" + text(trailers.copy()));
    }

    @Override
    public @Nullable Timings timings() {
        return timings;
    }

    private void note(Call call, String text) {
        calls.add(text);
        if (call == fatal && thrown != null) {
            throw thrown;
        }
    }

    private static String text(Fields fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach(
                field -> text.append(' ').append(field.name()).append('=').append(field.value()));
        return text.toString();
    }
}
