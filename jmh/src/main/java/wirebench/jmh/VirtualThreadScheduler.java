package wirebench.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How a JVM schedules virtual threads and waits for their sockets: properties that it reads once, when it starts,
/// and so the only parameter of a benchmark that is an argument of the fork's JVM.
///
/// `JmhForks` adds the arguments. Whoever runs plain JMH must add them, and [#requireOfThisJvm] sees to it.
public enum VirtualThreadScheduler {
    /// As many carriers as processors, and the system's choice of pollers.
    DEFAULT("default", Map.of()),

    /// One carrier: virtual threads take turns, as exchanges do on an event loop.
    PARALLELISM_1("parallelism-1", Map.of("jdk.virtualThreadScheduler.parallelism", "1")),

    /// Platform threads wait for the sockets of virtual ones.
    POLLER_1("poller-1", Map.of("jdk.pollerMode", "1")),

    /// Virtual threads wait for the sockets of the others, and a platform thread for theirs.
    POLLER_2("poller-2", Map.of("jdk.pollerMode", "2"));

    private static final List<String> KNOWN = List.of("jdk.virtualThreadScheduler.parallelism", "jdk.pollerMode");

    /// The names by which they are chosen.
    public static final String LABELS =
            Arrays.stream(values()).map(VirtualThreadScheduler::label).collect(Collectors.joining(", "));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> properties;

    VirtualThreadScheduler(String label, Map<String, String> properties) {
        this.label = label;
        this.properties = properties;
    }

    /// The one with a name.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    public static VirtualThreadScheduler named(String label) {
        return Arrays.stream(values())
                .filter(scheduler -> scheduler.label.equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no scheduler '" + label + "'; choose one of " + LABELS));
    }

    /// The name by which it is chosen.
    public String label() {
        return label;
    }

    /// What the JVM has to be started with.
    public List<String> jvmArguments() {
        return properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .sorted()
                .toList();
    }

    /// Whether an argument of a JVM belongs to one arm and not to all of them.
    public static boolean isOfOneArm(String argument) {
        return KNOWN.stream().anyMatch(property -> argument.startsWith("-D" + property + "="));
    }

    /// Insists that this JVM was started so, and with nothing else of the kind.
    ///
    /// @throws IllegalStateException if it was not
    public void requireOfThisJvm() {
        for (String property : KNOWN) {
            String actual = System.getProperty(property);
            String wanted = properties.get(property);
            if (actual == null ? wanted != null : !actual.equals(wanted)) {
                throw new IllegalStateException("the scheduler '" + label + "' wants "
                        + (wanted == null ? "no " + property : "-D" + property + "=" + wanted) + ", but this JVM has "
                        + (actual == null ? "none" : actual) + "; with plain JMH, add -jvmArgsAppend '"
                        + String.join(" ", jvmArguments()) + "'");
            }
        }
    }
}
