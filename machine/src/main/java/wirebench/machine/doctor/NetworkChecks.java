package wirebench.machine.doctor;

import java.util.List;
import java.util.OptionalLong;
import wirebench.machine.fingerprint.KernelSettings;

/// The needs that loopback connections have of the kernel.
final class NetworkChecks {
    private static final long MANY_CONNECTIONS = 10_000;
    private static final long FEW_DESCRIPTORS = 1_024;
    private static final long FEW_PORTS = 1_000;
    private static final long TIME_WAIT_SECONDS = 60; // the kernel's TCP_TIMEWAIT_LEN
    private static final long LOOPBACK_MTU = 65_536;

    private NetworkChecks() {}

    static List<Finding> of(KernelSettings settings, Vitals vitals, int backlog) {
        return List.of(
                descriptors(vitals.descriptors()),
                ports(settings.ports(), vitals.noise().timeWait()),
                reuse(settings),
                backlog(settings, backlog),
                mtu(settings));
    }

    static Finding descriptors(OptionalLong descriptors) {
        if (descriptors.isEmpty()) {
            return Finding.unknown("descriptors", "the system does not tell");
        }
        long most = descriptors.getAsLong();
        String found = most + " for each process";
        if (most < FEW_DESCRIPTORS) {
            return Finding.spoils("descriptors", found, "client and server run out of sockets", "ulimit -n 65536");
        }
        return most < MANY_CONNECTIONS
                ? Finding.note(
                        "descriptors",
                        found,
                        "sweeps to " + MANY_CONNECTIONS + " connections will stop before",
                        "ulimit -n 65536")
                : Finding.ok("descriptors", found);
    }

    static Finding ports(OptionalLong ports, OptionalLong timeWait) {
        if (ports.isEmpty()) {
            return Finding.unknown("ports", "the kernel does not tell");
        }
        long all = ports.getAsLong();
        long held = timeWait.orElse(0);
        String found = all + " for outgoing connections, " + held + " of them in TIME_WAIT";
        if (all - held < FEW_PORTS) {
            return Finding.spoils(
                    "ports",
                    found,
                    "new connections will fail or wait",
                    held > FEW_PORTS
                            ? "wait " + TIME_WAIT_SECONDS + " seconds, and see with 'ss -s'"
                            : "sudo sysctl -w net.ipv4.ip_local_port_range='10240 65535'");
        }
        return held * 2 > all
                ? Finding.note(
                        "ports",
                        found,
                        "an earlier run still holds more than half of them",
                        "wait " + TIME_WAIT_SECONDS + " seconds, and see with 'ss -s'")
                : Finding.ok("ports", found);
    }

    static Finding reuse(KernelSettings settings) {
        OptionalLong reuse = settings.number(KernelSettings.TW_REUSE);
        if (reuse.isEmpty()) {
            return Finding.unknown("tcp_tw_reuse", "the kernel does not tell");
        }
        if (reuse.getAsLong() != 0) {
            return Finding.ok("tcp_tw_reuse", reuse.getAsLong() + ", so loopback uses ports again after a second");
        }
        String budget = settings.ports().isPresent()
                ? "beyond " + settings.ports().getAsLong() / TIME_WAIT_SECONDS + " new connections per second "
                : "without a pool ";
        return Finding.note(
                "tcp_tw_reuse", "0", budget + "the ports run out", "sudo sysctl -w net.ipv4.tcp_tw_reuse=2");
    }

    static Finding backlog(KernelSettings settings, int asked) {
        OptionalLong most = settings.number(KernelSettings.SOMAXCONN);
        if (most.isEmpty()) {
            return Finding.unknown("somaxconn", "the kernel does not tell");
        }
        return most.getAsLong() < asked
                ? Finding.note(
                        "somaxconn",
                        most.getAsLong() + " where the server asks for " + asked,
                        "many connections at once overflow the queue, and each that does costs a second",
                        "sudo sysctl -w net.core.somaxconn=" + asked)
                : Finding.ok("somaxconn", Long.toString(most.getAsLong()));
    }

    static Finding mtu(KernelSettings settings) {
        if (settings.loopbackMtu().isEmpty()) {
            return Finding.unknown("loopback MTU", "the kernel does not tell");
        }
        long mtu = settings.loopbackMtu().getAsLong();
        return mtu == LOOPBACK_MTU
                ? Finding.ok("loopback MTU", Long.toString(mtu))
                : Finding.note(
                        "loopback MTU",
                        mtu + " where " + LOOPBACK_MTU + " is usual",
                        "large bodies come in other pieces than on other machines",
                        "sudo ip link set dev lo mtu " + LOOPBACK_MTU);
    }
}
