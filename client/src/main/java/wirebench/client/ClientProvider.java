package wirebench.client;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import wirebench.client.config.ClientConfig;

/// Makes clients of one implementation; found by `ServiceLoader`, chosen by name.
public interface ClientProvider {
    /// The name by which the implementation is chosen.
    ///
    /// @return lower case, such as `nio`
    String name();

    /// What the implementation is, for lists.
    ///
    /// @return one sentence without a full stop
    String description();

    /// Where its clients carry out their exchanges: what has to be known of an implementation before there is a client.
    ///
    /// @return the model of every client that it opens
    ExecutionModel model();

    /// Opens a client.
    ///
    /// @param config what it is told
    /// @return the client, to be closed by the caller
    HttpClient open(ClientConfig config);

    /// Every implementation on the class path.
    ///
    /// @return in the order of their names
    static List<ClientProvider> all() {
        return ServiceLoader.load(ClientProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ClientProvider::name))
                .toList();
    }

    /// The implementation with a name.
    ///
    /// @param name such as `nio`
    /// @return the implementation
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    static ClientProvider named(String name) {
        List<ClientProvider> all = all();
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no client '" + name + "'; choose one of "
                        + String.join(
                                ", ", all.stream().map(ClientProvider::name).toList())));
    }
}
