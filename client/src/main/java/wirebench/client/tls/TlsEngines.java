package wirebench.client.tls;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import wirebench.client.Deadline;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.config.TlsConfig;
import wirebench.client.config.TlsIdentity;
import wirebench.client.config.TlsTrust;

/// Makes the engines of one client's connections, from files that may change meanwhile.
///
/// A change is noticed when an engine is asked for: connections that are open go on with what they began with.
/// Files that cannot be used after a change, because they are half written for instance, are logged and passed over
/// until they change again. Thread-safe; reading files and checking certificates takes its time, so it is not for
/// an event loop.
public final class TlsEngines {
    private static final Logger LOG = System.getLogger(TlsEngines.class.getName());

    /// The JDK takes no message of a handshake beyond 32 kB, which certificates for many names exceed. It reads
    /// this once, before its first handshake; whoever has set it has the last word.
    private static final String MESSAGE_OCTETS = "jdk.tls.maxHandshakeMessageSize";

    private static final int MOST_MESSAGE_OCTETS = 256 * 1024;

    static {
        if (System.getProperty(MESSAGE_OCTETS) == null) {
            System.setProperty(MESSAGE_OCTETS, String.valueOf(MOST_MESSAGE_OCTETS));
        }
    }

    private final TlsConfig config;
    private final NanoClock clock;
    private final long reloadNanos;
    private final Set<Path> files;

    private @Nullable TlsSettings settings; // guarded by this, as the rest
    private List<FileTime> read = List.of();
    private long lookNanos;

    private TlsEngines(TlsConfig config, NanoClock clock) {
        this.config = config;
        this.clock = clock;
        reloadNanos = Deadline.nanos(config.reloadAfter());
        files = files(config);
    }

    /// Reads the files that a configuration names. The system's own are read when they are needed first.
    ///
    /// @param config what connections are told
    /// @param clock tells when to look at the files again
    /// @return the engines, one for a client
    /// @throws IllegalArgumentException if a file cannot be read or used, with its name and what to do
    public static TlsEngines of(TlsConfig config, NanoClock clock) {
        TlsEngines engines = new TlsEngines(config, clock);
        if (!engines.files.isEmpty()) {
            try {
                engines.current();
            } catch (IOException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        return engines;
    }

    /// Makes what seals and opens the octets of one connection.
    ///
    /// @param origin where it leads; its host must be in the server's certificate
    /// @return an engine that has not been used
    /// @throws IOException if the system's trusted certificates cannot be read, or none can be checked for the
    ///     host's name
    public SSLEngine engine(Origin origin) throws IOException {
        return current().engine(origin);
    }

    private synchronized TlsSettings current() throws IOException {
        long now = clock.nanos();
        TlsSettings known = settings;
        if (known == null) {
            known = load(now);
        } else if (now - lookNanos >= 0 && !changed(now).equals(read)) {
            known = reload(now, known);
        }
        return known;
    }

    private TlsSettings load(long now) throws IOException {
        List<FileTime> times = changed(now);
        TlsSettings loaded = TlsSettings.load(config);
        settings = loaded;
        read = times;
        return loaded;
    }

    private TlsSettings reload(long now, TlsSettings old) {
        try {
            return load(now);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "connections go on with the certificates read before: {0}", e.getMessage());
            read = changed(now);
            return old;
        }
    }

    /// When the files were changed last.
    private List<FileTime> changed(long now) {
        lookNanos = now + reloadNanos;
        List<FileTime> times = new ArrayList<>();
        for (Path file : files) {
            try {
                times.add(Files.getLastModifiedTime(file));
            } catch (IOException e) {
                times.add(FileTime.fromMillis(0)); // it is being replaced, or gone: reading it will tell
            }
        }
        return times;
    }

    private static Set<Path> files(TlsConfig config) {
        Set<Path> files = new LinkedHashSet<>();
        if (config.trust() instanceof TlsTrust.InFile trust) {
            files.add(trust.file());
        }
        TlsIdentity identity = config.identity();
        if (identity != null) {
            files.add(identity.certificates());
            files.add(identity.key());
        }
        return files;
    }
}
