package wirebench.client.names;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import wirebench.client.Origin;

/// Where connections to an origin lead: one address if the host is a literal, otherwise those that the name has
/// when it is asked for. Immutable.
///
/// The system's resolver blocks, and nothing can make it give up. So it has a virtual thread for each question, and
/// whoever waits for the answer may stop waiting.
public final class Resolution {
    /// Finds the addresses of a name; may block.
    @FunctionalInterface
    interface Resolver {
        /// Finds them.
        ///
        /// @param name a host's
        /// @return at least one address
        /// @throws UnknownHostException if there is none
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private final Origin origin;
    private final Resolver resolver;
    private final @Nullable List<InetSocketAddress> literal;

    Resolution(Origin origin, Resolver resolver) {
        this.origin = origin;
        this.resolver = resolver;
        literal = literal(origin);
    }

    /// Where connections to an origin lead, as the JDK finds it out.
    ///
    /// @param origin whose host may be a literal
    /// @return the same for every connection
    public static Resolution of(Origin origin) {
        return new Resolution(origin, InetAddress::getAllByName);
    }

    /// The address of a host that is a literal.
    ///
    /// @return null if the name has to be resolved
    public @Nullable List<InetSocketAddress> literal() {
        return literal;
    }

    /// Resolves the name on a virtual thread.
    ///
    /// @return the addresses in the resolver's order, or an [UnknownHostException]
    public CompletableFuture<List<InetSocketAddress>> resolve() {
        CompletableFuture<List<InetSocketAddress>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("wirebench-resolver").start(() -> {
            try {
                answer.complete(addresses());
            } catch (UnknownHostException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private List<InetSocketAddress> addresses() throws UnknownHostException {
        return Arrays.stream(resolver.addresses(origin.host()))
                .map(address -> new InetSocketAddress(address, origin.port()))
                .toList();
    }

    private static @Nullable List<InetSocketAddress> literal(Origin origin) {
        try {
            return List.of(new InetSocketAddress(InetAddress.ofLiteral(origin.host()), origin.port()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
