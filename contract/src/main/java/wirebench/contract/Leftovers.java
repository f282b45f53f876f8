package wirebench.contract;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The threads and descriptors of this process at one moment, to be compared with those of a later one.
///
/// Threads of the JDK's own groups (carriers and pollers of virtual threads, cleaners) and of its Flight Recorder come
/// when they are first needed and stay; they are nobody's leak.
///
/// @param threads names by identifier
/// @param descriptors how many there are of each kind, sockets and selectors; empty where there is no `/proc`
record Leftovers(Map<Long, String> threads, Map<String, Integer> descriptors) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Set<String> GROUPS_OF_THE_JDK =
            Set.of("system", "InnocuousThreadGroup", "CarrierThreads", "InnocuousForkJoinWorkerThreadGroup");

    static Leftovers now() {
        return new Leftovers(liveThreads(), openDescriptors());
    }

    /// What is here and was not there before, in words; empty if nothing is.
    String beyond(Leftovers before) {
        Set<String> beyond = new TreeSet<>();
        threads.forEach((id, name) -> {
            if (!before.threads.containsKey(id)) {
                beyond.add("thread " + name);
            }
        });
        descriptors.forEach((kind, count) -> {
            int more = count - before.descriptors.getOrDefault(kind, 0);
            if (more > 0) {
                beyond.add(more + " " + kind);
            }
        });
        return String.join(", ", beyond);
    }

    private static Map<Long, String> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !ofOthers(thread))
                .collect(Collectors.toMap(Thread::threadId, Thread::getName));
    }

    private static boolean ofOthers(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        boolean ofJUnit = thread.getName().startsWith("junit-");
        boolean ofRecorder = thread.getName().startsWith("JFR ");
        return ofJUnit || ofRecorder || group == null || GROUPS_OF_THE_JDK.contains(group.getName());
    }

    private static Map<String, Integer> openDescriptors() {
        Map<String, Integer> kinds = new TreeMap<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return kinds;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                kinds.merge(kind(descriptor), 1, Integer::sum);
            }
        } catch (IOException e) {
            return kinds;
        }
        kinds.remove("file");
        return kinds;
    }

    /// What a descriptor leads to: `socket:[123]` is a socket, `anon_inode:[eventpoll]` a selector.
    private static String kind(Path descriptor) throws IOException {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            if (target.startsWith("socket:")) {
                return "socket";
            }
            return target.startsWith("anon_inode:") ? target : "file";
        } catch (IOException e) {
            return "file"; // closed meanwhile
        }
    }
}
