package wirebench.machine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wirebench.machine.doctor.Finding.Grade;
import wirebench.machine.fingerprint.Fingerprint;
import wirebench.machine.fingerprint.Host;
import wirebench.machine.fingerprint.KernelSettings;
import wirebench.machine.fingerprint.PowerSaving;
import wirebench.machine.fingerprint.Topology;
import wirebench.machine.noise.NoiseMeter;
import wirebench.machine.noise.NoiseSample;
import wirebench.machine.noise.StrayJvm;
import wirebench.machine.system.ControlGroup;
import wirebench.machine.system.CpuSet;
import wirebench.machine.system.SystemFiles;

class CheckupTest {
    private static final Topology EMPTY = new Topology(
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            List.of(),
            Optional.empty(),
            OptionalInt.empty());

    @TempDir
    private Path nothing;

    @ParameterizedTest
    @CsvSource({"0,SPOILS", "0-1,NOTE", "0-2,NOTE", "0-3,OK"})
    void processorsAreSetAgainstTheRolesThatWantThem(String allowed, Grade grade) {
        Finding finding = ProcessorChecks.processors(machine(allowed, 64, null));
        assertThat(finding.grade()).isEqualTo(grade);
        assertThat(finding.found()).contains("(" + allowed + ")");
    }

    @Test
    void siblingsOfACoreAreWorthKnowing() {
        assertThat(ProcessorChecks.cores(machine("0-3", 2, null).topology()).grade())
                .isEqualTo(Grade.NOTE);
        assertThat(ProcessorChecks.cores(machine("0-3", 4, null).topology()).grade())
                .isEqualTo(Grade.OK);
        assertThat(ProcessorChecks.cores(EMPTY).grade()).isEqualTo(Grade.NOTE);
    }

    @Test
    void aQuotaSpoilsResultsUnlessItGrantsEverything() {
        assertThat(ProcessorChecks.quota(machine("0-3", 4, null)).grade()).isEqualTo(Grade.OK);
        assertThat(ProcessorChecks.quota(machine("0-3", 4, 4.0)).grade()).isEqualTo(Grade.OK);
        Finding quota = ProcessorChecks.quota(machine("0-3", 4, 1.5));
        assertThat(quota.grade()).isEqualTo(Grade.SPOILS);
        assertThat(quota.found()).isEqualTo("a control group grants 1.50 processors of 4");
    }

    @Test
    void aGovernorOtherThanPerformanceIsWorthKnowing() {
        assertThat(ProcessorChecks.governor(power("performance", null)).grade()).isEqualTo(Grade.OK);
        assertThat(ProcessorChecks.governor(power("powersave", null)).cure()).contains("cpupower");
        assertThat(ProcessorChecks.governor(power(null, null)).grade()).isEqualTo(Grade.NOTE);
        assertThat(ProcessorChecks.turbo(power(null, "on")).cure()).contains("cpufreq/boost");
        assertThat(ProcessorChecks.turbo(power(null, "off")).grade()).isEqualTo(Grade.OK);
        assertThat(ProcessorChecks.turbo(power(null, null)).grade()).isEqualTo(Grade.OK);
    }

    @Test
    void stealBeyondTheLimitSpoilsResults() {
        assertThat(QuietChecks.steal(noise(0.9, 0, 0, 0)).grade()).isEqualTo(Grade.OK);
        Finding steal = QuietChecks.steal(noise(7.25, 0, 0, 0));
        assertThat(steal.grade()).isEqualTo(Grade.SPOILS);
        assertThat(steal.found()).startsWith("7.3 % ");
    }

    @ParameterizedTest
    @CsvSource({"0,OK", "2,OK", "2.1,NOTE", "10,NOTE", "10.1,SPOILS"})
    void pressureGrows(double percent, Grade grade) {
        assertThat(QuietChecks.pressure(noise(0, percent, 0, 0)).grade()).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"0.5,OK", "0.6,NOTE", "2,NOTE", "2.1,SPOILS"})
    void loadIsSetAgainstTheProcessors(double load, Grade grade) {
        assertThat(QuietChecks.load(noise(0, 0, load, 0), 2).grade()).isEqualTo(grade);
    }

    @Test
    void otherJvmsAreNamedAndSpoilResultsIfTheyWork() {
        Finding idle = QuietChecks.strays(noise(0, 0, 0, 0));
        assertThat(idle.grade()).isEqualTo(Grade.NOTE);
        assertThat(idle.found()).startsWith("left-over.jar (pid 77)");
        assertThat(idle.cure()).endsWith("kill 77");
        assertThat(QuietChecks.strays(noise(0, 0, 0, 20)).grade()).isEqualTo(Grade.SPOILS);
    }

    @ParameterizedTest
    @CsvSource({"1000000,OK", "1000001,NOTE", "10000000,NOTE", "10000001,SPOILS"})
    void lateTimersAreGradedByTheirTail(long nanos, Grade grade) {
        assertThat(QuietChecks.timer(vitals(nanos)).grade()).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"1023,SPOILS", "1024,NOTE", "9999,NOTE", "10000,OK"})
    void descriptorsAreForConnections(long most, Grade grade) {
        assertThat(NetworkChecks.descriptors(OptionalLong.of(most)).grade()).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"28232,0,OK", "28232,14117,NOTE", "28232,27300,SPOILS", "900,0,SPOILS"})
    void portsInTimeWaitCannotBeUsed(long ports, long timeWait, Grade grade) {
        Finding finding = NetworkChecks.ports(OptionalLong.of(ports), OptionalLong.of(timeWait));
        assertThat(finding.grade()).isEqualTo(grade);
    }

    @Test
    void withoutReuseTheRateOfNewConnectionsHasALimit() {
        Finding finding = NetworkChecks.reuse(settings("0", "32768 60999", 65_536));
        assertThat(finding.grade()).isEqualTo(Grade.NOTE);
        assertThat(finding.meaning()).isEqualTo("beyond 470 new connections per second the ports run out");
        assertThat(NetworkChecks.reuse(settings("2", "", 65_536)).grade()).isEqualTo(Grade.OK);
    }

    @Test
    void theQueueOfTheServerMustFit() {
        KernelSettings settings = settings("2", "", 65_536); // somaxconn 4096
        assertThat(NetworkChecks.backlog(settings, 4096).grade()).isEqualTo(Grade.OK);
        assertThat(NetworkChecks.backlog(settings, 4097).cure()).contains("somaxconn=4097");
    }

    @Test
    void anotherLoopbackIsWorthKnowing() {
        assertThat(NetworkChecks.mtu(settings("2", "", 65_536)).grade()).isEqualTo(Grade.OK);
        assertThat(NetworkChecks.mtu(settings("2", "", 1_500)).grade()).isEqualTo(Grade.NOTE);
    }

    @ParameterizedTest
    @CsvSource({"1023,100000,SPOILS", "100000,1023,SPOILS", "1024,100000,NOTE", "2048,2048,OK"})
    void memoryIsWhatTheMachineAndTheGroupBothGrant(long available, long ofGroup, Grade grade) {
        Finding finding = SystemChecks.memory(OptionalLong.of(available), OptionalLong.of(ofGroup << 20));
        assertThat(finding.grade()).isEqualTo(grade);
    }

    @Test
    void slowClocksSpoilResults() {
        assertThat(SystemChecks.clock(Optional.of("kvm-clock")).grade()).isEqualTo(Grade.OK);
        assertThat(SystemChecks.clock(Optional.of("acpi_pm")).grade()).isEqualTo(Grade.SPOILS);
        assertThat(SystemChecks.clock(Optional.empty()).grade()).isEqualTo(Grade.NOTE);
    }

    @Test
    void hostsJdksAndCommitsAreTold() {
        Host bare = new Host(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(SystemChecks.host(Optional.of("none seen"), bare).grade()).isEqualTo(Grade.OK);
        assertThat(SystemChecks.host(
                                Optional.of("KVM"), new Host(Optional.empty(), Optional.empty(), Optional.of("docker")))
                        .found())
                .isEqualTo("virtual: KVM, in a container (docker)");
        assertThat(SystemChecks.jdk("25.0.3+9-LTS").grade()).isEqualTo(Grade.OK);
        assertThat(SystemChecks.jdk("26-ea").grade()).isEqualTo(Grade.NOTE);
        assertThat(SystemChecks.commit(Optional.of(true)).grade()).isEqualTo(Grade.NOTE);
        assertThat(SystemChecks.commit(Optional.of(false)).grade()).isEqualTo(Grade.OK);
    }

    @Test
    void aSystemThatTellsNothingIsNoReasonToFail() throws IOException {
        SystemFiles files = new SystemFiles(nothing);
        NoiseSample noise = NoiseMeter.start(files, () -> 0).sample();
        Vitals vitals = new Vitals(noise, 0, OptionalLong.empty(), Vitals.availableMiB(files));
        assertThat(Checkup.of(Fingerprint.read(files), vitals, 4096))
                .hasSize(20)
                .filteredOn(finding -> !finding.subject().equals("processors"))
                .noneMatch(finding -> finding.grade() == Grade.SPOILS);
    }

    private Fingerprint machine(String allowed, int cores, @Nullable Double quota) {
        Fingerprint empty = Fingerprint.read(new SystemFiles(nothing));
        CpuSet set = CpuSet.parse(allowed);
        Topology topology = new Topology(
                OptionalInt.of(1),
                OptionalInt.of(cores),
                OptionalInt.of(set.size()),
                OptionalInt.of(1),
                List.of(),
                Optional.of(set),
                OptionalInt.of(cores));
        ControlGroup group = new ControlGroup(
                Optional.of("2"),
                quota == null ? OptionalDouble.empty() : OptionalDouble.of(quota),
                OptionalLong.empty());
        return new Fingerprint(
                empty.environment(), topology, group, empty.host(), empty.settings(), empty.power(), Optional.empty());
    }

    private static PowerSaving power(@Nullable String governor, @Nullable String turbo) {
        return new PowerSaving(
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.ofNullable(governor),
                Optional.ofNullable(turbo));
    }

    private static KernelSettings settings(String reuse, String ports, long mtu) {
        TreeMap<String, String> sysctls = new TreeMap<>();
        sysctls.put(KernelSettings.TW_REUSE, reuse);
        sysctls.put(KernelSettings.SOMAXCONN, "4096");
        sysctls.put(KernelSettings.PORT_RANGE, ports);
        return new KernelSettings(sysctls, OptionalLong.of(mtu), Optional.empty());
    }

    private static Vitals vitals(long hiccupNanos) {
        return new Vitals(noise(0, 0, 0, 0), hiccupNanos, OptionalLong.empty(), OptionalLong.empty());
    }

    private static NoiseSample noise(double steal, double pressure, double load, long strayTicks) {
        return new NoiseSample(
                1_000_000_000,
                OptionalDouble.of(steal),
                OptionalDouble.empty(),
                OptionalDouble.of(pressure),
                OptionalDouble.of(load),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                List.of(new StrayJvm(77, "left-over.jar", strayTicks)));
    }
}
