package wirebench.reports.files;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The keys by which result files tell of the machine and the JVM, and what they mean to a person.
public final class EnvironmentKeys {
    private static final Map<String, String> LABELS = labels();

    /// What is shown only if it was recorded: not every system tells it, and older results have none of it.
    private static final Map<String, String> DETAILS = Map.ofEntries(
            Map.entry("cpuPackages", "Sockets"),
            Map.entry("cpuCores", "Physical cores"),
            Map.entry("cpuProcessors", "Processors of the machine"),
            Map.entry("numaNodes", "NUMA nodes"),
            Map.entry("cpuCaches", "Caches"),
            Map.entry("cpusAllowed", "Processors allowed"),
            Map.entry("cgroupVersion", "Control groups"),
            Map.entry("cgroupCpus", "Processors granted by control group"),
            Map.entry("cgroupMemoryMiB", "Memory granted by control group, MiB"),
            Map.entry("machineProduct", "Machine"),
            Map.entry("container", "Container"),
            Map.entry("loopbackMtu", "Loopback MTU"),
            Map.entry("transparentHugePages", "Transparent huge pages"),
            Map.entry("idleDriver", "Idle driver"),
            Map.entry("idleGovernor", "Idle governor"),
            Map.entry("haltPollNanos", "Halt polling, ns"),
            Map.entry("frequencyDriver", "Frequency driver"),
            Map.entry("turbo", "Turbo"),
            Map.entry("vmFlags", "JVM flags that are not defaults"),
            Map.entry("jarSha256", "SHA-256 of the jar"));

    private EnvironmentKeys() {}

    private static Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        labels.put("os", "Operating system");
        labels.put("kernel", "Kernel");
        labels.put("cpuModel", "Processor");
        labels.put("cores", "Cores");
        labels.put("memoryMiB", "Memory, MiB");
        labels.put("virtualization", "Virtualization");
        labels.put("governor", "Frequency governor");
        labels.put("clockSource", "Clock source");
        labels.put("loadAverage", "Load average at the start");
        labels.put("jdk", "JDK");
        labels.put("jdkVendor", "JDK vendor");
        labels.put("jvmFlags", "JVM flags");
        labels.put("gitCommit", "Commit");
        labels.put("gitDirty", "Uncommitted changes");
        return labels;
    }

    /// What a report always shows, with a label for each key, in this order.
    public static Map<String, String> always() {
        return Collections.unmodifiableMap(LABELS);
    }

    /// What a key of the result file means to a person.
    public static String label(String key) {
        var label = LABELS.get(key);
        return label == null ? DETAILS.getOrDefault(key, key) : label;
    }
}
