package wirebench.reports.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/// JavaScript inside this JVM, so that the page's scripts run wherever the build does.
final class Scripts implements AutoCloseable {
    /// Shared, since it keeps what it has parsed.
    private static final Engine ENGINE = Engine.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();

    private final Context context = Context.newBuilder("js").engine(ENGINE).build();

    /// Runs a script.
    ///
    /// @param resource beside this class, or by its path in any jar
    /// @return what its last statement gave
    Value run(String resource) {
        return run(resource, Html.resource(resource));
    }

    /// Runs a text under a name, which traces of failures show.
    Value run(String name, String text) {
        try {
            return context.eval(Source.newBuilder("js", text, name).build());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /// A function that a script has left behind.
    Value function(String name) {
        return context.eval("js", name);
    }

    @Override
    public void close() {
        context.close();
    }
}
