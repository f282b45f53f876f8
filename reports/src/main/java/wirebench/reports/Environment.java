package wirebench.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The section on the machine and the JVM: what a person must match to see the same figures.
final class Environment {
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

    private Environment() {}

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

    /// What a key of the result file means to a person.
    static String label(String key) {
        var label = LABELS.get(key);
        return label == null ? DETAILS.getOrDefault(key, key) : label;
    }

    static Document.Section section(RunRecord run, int blocks) {
        var rows = new ArrayList<List<String>>();
        rows.add(row("Suite", run.suite()));
        rows.add(row("Started", run.startedAt()));
        rows.add(row("Finished", run.finishedAt()));
        rows.add(row("Blocks", Optional.of(Integer.toString(blocks))));
        rows.add(row("Seed of the order", run.seed()));
        LABELS.forEach((key, label) ->
                rows.add(row(label, Optional.ofNullable(run.environment().get(key)))));
        run.environment().forEach((key, value) -> {
            if (!LABELS.containsKey(key)) {
                rows.add(row(label(key), Optional.of(value)));
            }
        });
        var table = new Table(
                "The machine, the JVM and the run",
                List.of(Table.Column.text("What"), Table.Column.text("Value")),
                rows);
        return new Document.Section(
                "environment",
                "Where it was measured",
                run.notes(),
                List.of(Document.Figure.of("environment-figure", table)));
    }

    private static List<String> row(String label, Optional<String> value) {
        return List.of(label, value.filter(text -> !text.isBlank()).orElse("not recorded"));
    }
}
