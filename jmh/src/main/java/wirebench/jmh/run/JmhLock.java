package wirebench.jmh.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import wirebench.jmh.folder.RunFailure;

/// JMH's own lock on this machine, held from the first fork to the last: JMH by itself would let somebody else's
/// benchmark in between two of our forks.
public final class JmhLock implements AutoCloseable {
    private final FileChannel channel;

    private JmhLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock that JMH takes.
    ///
    /// @throws RunFailure if another JMH runs on this machine
    public static JmhLock acquire() throws RunFailure {
        JmhLock lock = acquire(Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock"));
        System.setProperty("jmh.ignoreLock", "true"); // or JMH would find it taken, by us
        return lock;
    }

    /// Takes the lock, or fails at once if another JMH holds it.
    ///
    /// The file is JMH's and stays. If another user made it, it may be read and not written: then it is locked as
    /// far as that goes, which still shows whether somebody holds it, and still keeps others from taking it.
    public static JmhLock acquire(Path file) throws RunFailure {
        return acquire(file, Files.isWritable(file) || !Files.exists(file));
    }

    static JmhLock acquire(Path file, boolean mayBeWritten) throws RunFailure {
        try {
            FileChannel channel = mayBeWritten
                    ? FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    : FileChannel.open(file, StandardOpenOption.READ);
            if (tryLock(channel, !mayBeWritten) == null) {
                channel.close();
                throw new RunFailure("another JMH runs on this machine (" + file
                        + " is locked), and two would measure each other; wait until it has finished");
            }
            return new JmhLock(channel);
        } catch (IOException e) {
            throw new RunFailure("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean isShared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, isShared);
        } catch (OverlappingFileLockException e) {
            return null; // held by this very JVM
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with this process at the latest.
        }
    }
}
