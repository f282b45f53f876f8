package wirebench.machine.fingerprint;

import java.util.Optional;
import wirebench.machine.system.SystemFiles;

/// What the machine runs inside of. Immutable.
///
/// @param product the machine as its firmware names it, vendor first
/// @param container what shuts this process in, such as `docker`; empty if nothing shows itself
public record Host(Optional<String> product, Optional<String> container) {
    static Host read(SystemFiles files) {
        Optional<String> vendor = files.line("sys/class/dmi/id/sys_vendor");
        Optional<String> product = files.line("sys/class/dmi/id/product_name");
        return new Host(
                vendor.isEmpty()
                        ? product
                        : Optional.of(
                                vendor.get() + product.map(name -> " " + name).orElse("")),
                container(files));
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
