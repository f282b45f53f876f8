package wirebench.machine.placement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import wirebench.machine.fingerprint.Topology;
import wirebench.machine.system.CpuSet;
import wirebench.machine.system.SystemFiles;

/// Which processors each side of a measurement runs on. Without one the kernel decides, from moment to moment.
/// Immutable.
///
/// It is applied by `taskset` of util-linux to processes that run already, threads and all; what such a process starts
/// afterwards inherits it.
///
/// @param sets what was said of each role; a role that is missing runs where it may
public record CpuPlacement(Map<Role, CpuSet> sets) {
    /// Nobody is placed.
    public static final CpuPlacement NONE = new CpuPlacement(Map.of());

    /// The system property by which a fork is told, in the notation of [#parse].
    public static final String PROPERTY = "wirebench.cpus";

    private static final long TASKSET_SECONDS = 5;

    /// A side of a measurement.
    public enum Role {
        /// The JVM with the client, its compiler and its collector.
        CLIENT,
        /// The server's process.
        SERVER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Copies the map.
    public CpuPlacement {
        sets = Map.copyOf(sets);
    }

    /// Reads a placement.
    ///
    /// @param text such as `client=0-1,server=2,3`; empty for none
    /// @return the placement
    /// @throws IllegalArgumentException if it is something else; the message says what
    public static CpuPlacement parse(String text) {
        Map<Role, CpuSet> sets = new EnumMap<>(Role.class);
        if (!text.isEmpty()) {
            for (String part : text.split(",(?=[^0-9])", -1)) { // a comma between numbers is within a set
                add(sets, part);
            }
        }
        return new CpuPlacement(sets);
    }

    private static void add(Map<Role, CpuSet> sets, String part) {
        int equals = part.indexOf('=');
        String word = equals < 0 ? part : part.substring(0, equals);
        for (Role role : Role.values()) {
            if (role.word().equals(word) && equals >= 0) {
                CpuSet set = CpuSet.parse(part.substring(equals + 1));
                if (set.size() == 0 || sets.put(role, set) != null) {
                    throw new IllegalArgumentException("'" + word + "' needs processors, and once only");
                }
                return;
            }
        }
        throw new IllegalArgumentException(
                "'" + part + "' places nobody; write client=CPUS,server=CPUS, such as client=0,server=1");
    }

    /// That of this JVM, if it is a fork that was told.
    ///
    /// @return [#NONE] if it was not
    public static CpuPlacement ofThisFork() {
        return parse(System.getProperty(PROPERTY, ""));
    }

    /// Whether anybody is placed.
    ///
    /// @return false if the kernel decides everything
    public boolean placesAnybody() {
        return !sets.isEmpty();
    }

    /// Insists on processors that this process may use.
    ///
    /// @throws IllegalArgumentException if there are others among them
    public void requireAllowed() {
        requireAllowed(SystemFiles.HERE);
    }

    void requireAllowed(SystemFiles files) {
        CpuSet allowed = Topology.read(files)
                .allowed()
                .orElseThrow(
                        () -> new IllegalArgumentException("this system does not tell which processors may be used"));
        sets.forEach((role, set) -> {
            if (!allowed.containsAll(set)) {
                throw new IllegalArgumentException(
                        role.word() + "=" + set + " is not to be had: this process may use " + allowed);
            }
        });
    }

    /// Moves all threads of a process; does nothing if its role is not placed.
    ///
    /// @param role what the process is
    /// @param pid its number
    /// @throws IOException if it cannot be moved; the message says why
    public void apply(Role role, long pid) throws IOException {
        CpuSet set = sets.get(role);
        if (set != null) {
            run(List.of("taskset", "-a", "-c", "-p", set.toString(), Long.toString(pid)));
            requireMoved(set, pid);
        }
    }

    /// For a process that is not there, taskset does nothing and calls it a success.
    private static void requireMoved(CpuSet set, long pid) throws IOException {
        String now = SystemFiles.HERE
                .value("proc/" + pid + "/status", "Cpus_allowed_list")
                .orElse("no processor: it has ended");
        if (!now.equals(set.toString())) {
            throw new IOException(
                    "processors cannot be chosen: process " + pid + " was to run on " + set + " and runs on " + now);
        }
    }

    static void run(List<String> command) throws IOException {
        Process taskset;
        try {
            taskset = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("processors cannot be chosen without taskset, of the package util-linux", e);
        }
        try {
            taskset.getOutputStream().close();
            String said = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!taskset.waitFor(TASKSET_SECONDS, TimeUnit.SECONDS) || taskset.exitValue() != 0) {
                throw new IOException("processors cannot be chosen: " + said.replaceAll("\\s+", " "));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while processors were chosen", e);
        }
    }

    /// The notation of [#parse].
    ///
    /// @return empty if nobody is placed
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        for (Role role : Role.values()) {
            if (sets.containsKey(role)) {
                text.add(role.word() + "=" + sets.get(role));
            }
        }
        return text.toString();
    }
}
