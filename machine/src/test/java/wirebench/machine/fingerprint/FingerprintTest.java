package wirebench.machine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.machine.system.ControlGroup;
import wirebench.machine.system.CpuSet;
import wirebench.machine.system.SystemFiles;

class FingerprintTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "0-3|0-3", "0,1,2,7|0-2,7", "3,1|1,3", "0-1,1-2|0-2"})
    void setsOfProcessorsAreReadAndWrittenAsTheKernelDoes(String text, String written) {
        assertThat(CpuSet.parse(text)).hasToString(written);
        assertThat(CpuSet.parse(written)).isEqualTo(CpuSet.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1-", "-1", "3-1", "1,,2", "0x3", "1 2"})
    void whatIsNoSetOfProcessorsIsRefusedByName(String text) {
        assertThatThrownBy(() -> CpuSet.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no processor");
    }

    @Test
    void noProcessorsAreASetToo() {
        assertThat(CpuSet.parse("").size()).isZero();
        assertThat(CpuSet.parse("0-3").containsAll(CpuSet.parse("1,3"))).isTrue();
        assertThat(CpuSet.parse("0-3").containsAll(CpuSet.parse("3-4"))).isFalse();
    }

    @Test
    void siblingsOfACoreAreToldFromCores() throws IOException {
        for (int cpu = 0; cpu < 4; cpu++) {
            file("sys/devices/system/cpu/cpu" + cpu + "/topology/physical_package_id", "0\n");
            file("sys/devices/system/cpu/cpu" + cpu + "/topology/core_id", cpu / 2 + "\n");
        }
        file("sys/devices/system/cpu/cpufreq/boost", "1\n"); // a folder that only begins like a processor's
        file("sys/devices/system/node/node0/cpulist", "0-3\n");
        file("sys/devices/system/cpu/cpu0/cache/index0/level", "1\n");
        file("sys/devices/system/cpu/cpu0/cache/index0/type", "Data\n");
        file("sys/devices/system/cpu/cpu0/cache/index0/size", "32K\n");
        file("sys/devices/system/cpu/cpu0/cache/index0/shared_cpu_list", "0-1\n");
        file("sys/devices/system/cpu/cpu0/cache/index3/level", "3\n");
        file("sys/devices/system/cpu/cpu0/cache/index3/type", "Unified\n");
        file("sys/devices/system/cpu/cpu0/cache/index3/size", "8192K\n");
        file("proc/self/status", "Name:\tjava\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n");

        Topology topology = Topology.read(new SystemFiles(root));

        assertThat(topology.packages()).hasValue(1);
        assertThat(topology.cores()).hasValue(2);
        assertThat(topology.processors()).hasValue(4);
        assertThat(topology.nodes()).hasValue(1);
        assertThat(topology.caches()).containsExactly("L1d 32K of 0-1", "L3 8192K");
        assertThat(topology.allowed()).hasValue(CpuSet.parse("0-1"));
        assertThat(topology.allowedCores()).as("two siblings of one core").hasValue(1);
        assertThat(topology.smt()).isTrue();
    }

    @Test
    void aQuotaOfVersion2IsTheLeastOnTheWayToTheRoot() throws IOException {
        file("proc/self/cgroup", "0::/outer/inner\n");
        file("sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n");
        file("sys/fs/cgroup/outer/cpu.max", "150000 100000\n");
        file("sys/fs/cgroup/outer/inner/memory.max", "1073741824\n");
        file("sys/fs/cgroup/outer/memory.max", "max\n");
        file("sys/fs/cgroup/outer/cpu.stat", "usage_usec 5\nnr_throttled 2\nthrottled_usec 4200\n");

        assertThat(group().version()).hasValue("2");
        assertThat(group().cpus()).hasValue(1.5);
        assertThat(group().memoryOctets()).hasValue(1L << 30);
        assertThat(ControlGroup.throttledMicros(new SystemFiles(root))).hasValue(4200);
    }

    @Test
    void aQuotaOfVersion1IsFoundWithItsController() throws IOException {
        file("proc/self/cgroup", "4:memory:/job\n3:cpuset:/\n1:cpu,cpuacct:/job\n");
        file("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "50000\n");
        file("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
        file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/cpu,cpuacct/job/cpu.stat", "nr_periods 9\nthrottled_time 7000000\n");
        file("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "9223372036854771712\n");

        assertThat(group().version()).hasValue("1");
        assertThat(group().cpus()).hasValue(0.5);
        assertThat(group().memoryOctets()).as("unlimited").isEmpty();
        assertThat(ControlGroup.throttledMicros(new SystemFiles(root))).hasValue(7000);
    }

    @Test
    void aContainerSeesItsGroupAtTheRootWhateverPathTheKernelTells() throws IOException {
        file("proc/self/cgroup", "0::/../../docker/1234\n");
        file("sys/fs/cgroup/cpu.max", "200000 100000\n");
        assertThat(group().cpus()).hasValue(2);
        file("proc/self/cgroup", "1:cpu:/docker/1234\n0::/\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "100000\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        assertThat(group().version()).hasValue("1 and 2");
        assertThat(group().cpus()).hasValue(1);
    }

    @Test
    void settingsOfTheKernelAreReadUnderTheirNames() throws IOException {
        file("proc/sys/net/core/somaxconn", "4096\n");
        file("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        file("sys/class/net/lo/mtu", "65536\n");
        file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");

        KernelSettings settings = KernelSettings.read(new SystemFiles(root));

        assertThat(settings.number(KernelSettings.SOMAXCONN)).hasValue(4096);
        assertThat(settings.ports()).hasValue(28_232);
        assertThat(settings.number(KernelSettings.TW_REUSE)).isEmpty();
        assertThat(settings.loopbackMtu()).hasValue(65_536);
        assertThat(settings.hugePages()).hasValue("madvise");
    }

    @ParameterizedTest
    @CsvSource({"intel_pstate/no_turbo,0,on", "intel_pstate/no_turbo,1,off", "cpufreq/boost,1,on", "cpufreq/boost,0,off"
    })
    void turboIsToldByEitherDriver(String path, String value, String turbo) throws IOException {
        file("sys/devices/system/cpu/" + path, value + "\n");
        assertThat(PowerSaving.read(new SystemFiles(root)).turbo()).hasValue(turbo);
    }

    @Test
    void idleStatesOfAVirtualMachineAreRead() throws IOException {
        file("sys/devices/system/cpu/cpuidle/current_driver", "haltpoll\n");
        file("sys/devices/system/cpu/cpuidle/current_governor_ro", "haltpoll\n");
        file("sys/module/haltpoll/parameters/guest_halt_poll_ns", "200000\n");
        PowerSaving power = PowerSaving.read(new SystemFiles(root));
        assertThat(power.idleDriver()).hasValue("haltpoll");
        assertThat(power.idleGovernor()).hasValue("haltpoll");
        assertThat(power.haltPollNanos()).hasValue(200_000);
    }

    @Test
    void theHostIsWhatFirmwareAndContainersTell() throws IOException {
        assertThat(Host.read(new SystemFiles(root)).container()).isEmpty();
        file(".dockerenv", "");
        file("sys/class/dmi/id/sys_vendor", "Amazon EC2\n");
        assertThat(Host.read(new SystemFiles(root)).product()).hasValue("Amazon EC2");
        file("sys/class/dmi/id/product_name", "m7i.large\n");
        assertThat(Host.read(new SystemFiles(root)).product()).hasValue("Amazon EC2 m7i.large");
        assertThat(Host.read(new SystemFiles(root)).container()).hasValue("docker");
        file("run/systemd/container", "lxc\n");
        assertThat(Host.read(new SystemFiles(root)).container()).hasValue("lxc");
    }

    @Test
    void flagsOfTheJvmThatAreNotDefaultsAreKept() {
        assertThat(VmFlags.parse("""
                        [Global flags]
                              int ActiveProcessorCount                     = -1                                        {product} {default}
                           size_t MaxHeapSize                              = 268435456                                 {product} {command line}
                            ccstr NativeName                               =                                           {product} {environment}
                             bool PrintFlagsFinal                          = true                                      {product} {command line}
                             bool UseG1GC                                  = true                      {product lp64_product} {command line, ergonomic}
                        """)).containsExactly("MaxHeapSize=268435456", "NativeName=", "UseG1GC=true");
    }

    @Test
    void aNewJvmIsAskedForItsFlags() {
        assertThat(VmFlags.of(List.of("-Xmx64m", "-XX:+UseSerialGC", "-Dnot.a=flag")))
                .contains("UseSerialGC=true", "MaxHeapSize=" + (64 << 20));
        assertThat(VmFlags.of(List.of("-XX:+NoSuchFlag"))).isEmpty();
    }

    @Test
    void aJarIsKnownByItsHash() throws IOException {
        file("benchmarks.jar", "abc");
        assertThat(BenchmarkJar.sha256(root.resolve("benchmarks.jar")))
                .hasValue("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(BenchmarkJar.sha256(root.resolve("absent.jar"))).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNoFact() throws IOException {
        assertThat(facts()).isEmpty();
        file("sys/class/net/lo/mtu", "65536\n");
        file("proc/self/cgroup", "0::/\n");
        file("sys/fs/cgroup/cpu.max", "150000 100000\n");
        assertThat(facts())
                .containsOnlyKeys("cgroupVersion", "cgroupCpus", "loopbackMtu")
                .containsEntry("cgroupCpus", "1.50");
    }

    /// Without the jar, which is no matter of the system's files.
    private Map<String, String> facts() {
        Map<String, String> facts = Fingerprint.read(new SystemFiles(root)).facts();
        facts.remove("jarSha256");
        return facts;
    }

    private ControlGroup group() {
        return ControlGroup.read(new SystemFiles(root));
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
