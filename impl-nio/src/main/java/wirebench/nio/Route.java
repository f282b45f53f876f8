package wirebench.nio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import wirebench.client.Origin;

/// Where connections to an origin lead: one address if the host is a literal, otherwise those that the name has
/// when it is asked for. Immutable.
final class Route {
    private final Origin origin;
    private final @Nullable List<InetSocketAddress> literal;

    private Route(Origin origin, @Nullable List<InetSocketAddress> literal) {
        this.origin = origin;
        this.literal = literal;
    }

    static Route to(Origin origin) {
        try {
            InetAddress address = InetAddress.ofLiteral(origin.host());
            return new Route(origin, List.of(new InetSocketAddress(address, origin.port())));
        } catch (IllegalArgumentException e) {
            return new Route(origin, null);
        }
    }

    /// The address, or null if the name has to be resolved.
    @Nullable List<InetSocketAddress> literal() {
        return literal;
    }

    /// Resolves the name. The system's resolver blocks, hence the thread: a loop must never wait for it.
    ///
    /// @param told on that thread: the addresses in the resolver's order, none of them if there is a failure
    void resolve(BiConsumer<List<InetSocketAddress>, @Nullable UnknownHostException> told) {
        Thread.ofVirtual().name("wirebench-nio-resolver").start(() -> {
            try {
                told.accept(addresses(), null);
            } catch (UnknownHostException e) {
                told.accept(List.of(), e);
            }
        });
    }

    private List<InetSocketAddress> addresses() throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(origin.host()))
                .map(address -> new InetSocketAddress(address, origin.port()))
                .toList();
    }
}
