package wirebench.machine.fingerprint;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import wirebench.machine.system.SystemFiles;

/// Settings of the kernel that a measurement over loopback depends on. Immutable; what the kernel does not tell is
/// missing.
///
/// Source: ip-sysctl in the kernel's documentation.
///
/// @param sysctls by their names, such as `net.core.somaxconn`
/// @param loopbackMtu octets of the largest packet on the loopback interface
/// @param hugePages which of `always`, `madvise` and `never` is chosen
public record KernelSettings(SortedMap<String, String> sysctls, OptionalLong loopbackMtu, Optional<String> hugePages) {
    /// How long a queue of connections that wait to be accepted may be.
    public static final String SOMAXCONN = "net.core.somaxconn";
    /// Whether a port in TIME_WAIT may be used again: 0 never, 1 yes, 2 on loopback.
    public static final String TW_REUSE = "net.ipv4.tcp_tw_reuse";

    public static final String PORT_RANGE = "net.ipv4.ip_local_port_range";
    private static final List<String> NAMES =
            List.of(SOMAXCONN, TW_REUSE, PORT_RANGE, "net.ipv4.tcp_max_syn_backlog", "net.ipv4.tcp_fin_timeout");

    /// Copies the map.
    public KernelSettings {
        sysctls = Collections.unmodifiableSortedMap(new TreeMap<>(sysctls));
    }

    /// Reads them.
    ///
    /// @param files of the machine
    /// @return what they say
    public static KernelSettings read(SystemFiles files) {
        SortedMap<String, String> sysctls = new TreeMap<>();
        for (String name : NAMES) {
            files.line("proc/sys/" + name.replace('.', '/'))
                    .ifPresent(value -> sysctls.put(name, value.replaceAll("\\s+", " ")));
        }
        return new KernelSettings(
                sysctls,
                files.number("sys/class/net/lo/mtu"),
                files.line("sys/kernel/mm/transparent_hugepage/enabled").map(KernelSettings::chosen));
    }

    /// The word in brackets.
    private static String chosen(String choices) {
        return choices.replaceFirst(".*\\[(.*)].*", "$1");
    }

    /// A setting that is a number.
    ///
    /// @param name such as [#SOMAXCONN]
    /// @return empty if it is not known
    public OptionalLong number(String name) {
        String value = sysctls.getOrDefault(name, "");
        return value.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /// How many ports of one address connections can be made from.
    ///
    /// @return empty if it is not known
    public OptionalLong ports() {
        String range = sysctls.getOrDefault(PORT_RANGE, "");
        if (!range.matches("[0-9]{1,5} [0-9]{1,5}")) {
            return OptionalLong.empty();
        }
        String[] ends = range.split(" ", 2);
        return OptionalLong.of(Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1);
    }
}
