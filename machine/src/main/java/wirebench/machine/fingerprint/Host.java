package wirebench.machine.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import wirebench.machine.system.SystemFiles;

/// Which machine it is, and what it runs inside of. Immutable.
///
/// @param id tells it from others and names it to nobody: a hash of the system's machine id and host name
/// @param product the machine as its firmware names it, vendor first
/// @param container what shuts this process in, such as `docker`; empty if nothing shows itself
public record Host(Optional<String> id, Optional<String> product, Optional<String> container) {
    private static final int ID_DIGITS = 12;

    static Host read(SystemFiles files) {
        Optional<String> vendor = files.line("sys/class/dmi/id/sys_vendor");
        Optional<String> product = files.line("sys/class/dmi/id/product_name");
        return new Host(
                id(files),
                vendor.isEmpty()
                        ? product
                        : Optional.of(
                                vendor.get() + product.map(name -> " " + name).orElse("")),
                container(files));
    }

    /// Machines that were cloned have one machine id, and containers often none: so the name of the host counts too.
    private static Optional<String> id(SystemFiles files) {
        String known = files.line("etc/machine-id").orElse("")
                + files.line("proc/sys/kernel/hostname").orElse("");
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(BenchmarkJar.sha256(known.getBytes(StandardCharsets.UTF_8))
                        .substring(0, ID_DIGITS));
    }

    /// The marks that systemd-detect-virt looks for and that anybody may read.
    private static Optional<String> container(SystemFiles files) {
        Optional<String> told = files.line("run/systemd/container");
        if (told.isPresent()) {
            return told;
        }
        if (files.exists("run/.containerenv")) {
            return Optional.of("podman");
        }
        if (files.exists(".dockerenv")) {
            return Optional.of("docker");
        }
        return files.value("proc/version", "Linux")
                .filter(version -> version.contains("WSL") || version.contains("Microsoft"))
                .map(_ -> "wsl");
    }
}
