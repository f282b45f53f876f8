package wirebench.cli.interop;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Something that a client and a server do together.
///
/// @param sentence what is so afterwards
/// @param servers those that can play their part
/// @param play does it and checks it
record InteropCase(String sentence, Set<ServerKind> servers, Play play) {
    /// The servers that serve the whole [Site] over HTTP/1.1.
    private static final Set<ServerKind> ALL =
            EnumSet.of(ServerKind.NGINX, ServerKind.JETTY, ServerKind.JDK, ServerKind.NODE);

    /// What is done.
    interface Play {
        void run(Talk talk) throws Exception;
    }

    /// A case for every server of HTTP/1.1.
    static InteropCase of(String sentence, Play play) {
        return new InteropCase(sentence, ALL, play);
    }

    /// A case for some servers.
    static InteropCase only(Set<ServerKind> servers, String sentence, Play play) {
        return new InteropCase(sentence, servers, play);
    }

    /// Every case there is.
    static List<InteropCase> all() {
        return Stream.of(ConnectionCases.all(), ResponseCases.all(), RequestCases.all(), ClosingCases.all())
                .flatMap(List::stream)
                .toList();
    }
}
