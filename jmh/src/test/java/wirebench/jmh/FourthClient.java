package wirebench.jmh;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import wirebench.blocking.BlockingProvider;
import wirebench.client.ClientProvider;
import wirebench.client.ExecutionModel;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;

/// An implementation that nothing of ours has heard of: the blocking client under another name, which comes before all
/// others.
public final class FourthClient implements ClientProvider {
    public static final String NAME = "a-fourth";

    private final ClientProvider other = new BlockingProvider();

    /// For `ServiceLoader`.
    public FourthClient() {}

    /// Puts it on the class path of this thread as a jar would: by a file that names it.
    ///
    /// @param folder for that file
    /// @return what takes it away again
    public static AutoCloseable onClassPath(Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ClientProvider.class.getName()), FourthClient.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URLClassLoader with =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, FourthClient.class.getClassLoader());
        thread.setContextClassLoader(with);
        return () -> {
            thread.setContextClassLoader(before);
            with.close();
        };
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "made up by a test";
    }

    @Override
    public ExecutionModel model() {
        return other.model();
    }

    @Override
    public HttpClient open(ClientConfig config) {
        return other.open(config);
    }
}
