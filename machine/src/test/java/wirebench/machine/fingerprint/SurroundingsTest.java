package wirebench.machine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.machine.noise.NoiseMeter;
import wirebench.machine.noise.NoiseSample;
import wirebench.machine.system.SystemFiles;

class SurroundingsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LongSupplier clock = nanos::get;

    @TempDir
    private Path root;

    @Test
    void environmentIsReadFromTheKernelsFiles() throws IOException {
        file("etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n");
        file("proc/cpuinfo", "processor\t: 0\nmodel name\t: A Processor @ 2 GHz\nflags\t\t: fpu hypervisor lm\n");
        file("proc/meminfo", "MemTotal:        8152000 kB\nMemFree: 1 kB\n");
        file("sys/class/dmi/id/sys_vendor", "QEMU\n");
        file("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        file("proc/loadavg", "0.52 0.58 0.59 1/467 12345\n");
        Environment environment = Environment.read(new SystemFiles(root));
        assertThat(environment.os()).isEqualTo("Debian GNU/Linux 12");
        assertThat(environment.cpuModel()).hasValue("A Processor @ 2 GHz");
        assertThat(environment.memoryMiB()).hasValue(7960);
        assertThat(environment.virtualization()).hasValue("QEMU");
        assertThat(environment.clockSource()).hasValue("tsc");
        assertThat(environment.governor()).hasValue("performance");
        assertThat(environment.loadAverage()).hasValue(0.52);
    }

    @Test
    void whatTheSystemDoesNotTellIsEmpty() {
        Environment environment = Environment.read(new SystemFiles(root));
        assertThat(environment.cpuModel()).isEmpty();
        assertThat(environment.memoryMiB()).isEmpty();
        assertThat(environment.virtualization()).isEmpty();
        assertThat(environment.clockSource()).isEmpty();
        assertThat(environment.governor()).isEmpty();
        assertThat(environment.loadAverage()).isEmpty();
        assertThat(environment.os()).isNotBlank();
        assertThat(environment.cores()).isPositive();
        assertThat(environment.jdk())
                .startsWith(Integer.toString(Runtime.version().feature()));
    }

    @Test
    void stealIsAShareOfAllProcessorTimeSinceTheStart() throws IOException {
        file("proc/stat", "cpu  100 0 100 800 0 0 0 0 50 0\ncpu0 1 2 3\n");
        NoiseMeter meter = NoiseMeter.start(new SystemFiles(root), clock);
        file("proc/stat", "cpu  150 0 120 920 0 0 0 10 90 0\ncpu0 1 2 3\n");
        file("proc/pressure/cpu", "some avg10=2.04 avg60=0.75 avg300=0.40 total=157656722\n");
        file("proc/loadavg", "1.50 0.58 0.59 1/467 12345\n");
        NoiseSample sample = meter.sample();
        assertThat(sample.stealPercent()).hasValue(5);
        assertThat(sample.cpuPressureAvg10()).hasValue(2.04);
        assertThat(sample.loadAverage()).hasValue(1.5);
    }

    @Test
    void noiseIsNotRecordedWhereTheSystemDoesNotTell() throws IOException {
        NoiseMeter meter = NoiseMeter.start(new SystemFiles(root), clock);
        assertThat(meter.sample().stealPercent()).isEmpty();
        assertThat(meter.sample().cpuPressureAvg10()).isEmpty();
        file("proc/stat", "cpu  1 2 3\n"); // older kernels have fewer fields
        assertThat(NoiseMeter.start(new SystemFiles(root), clock).sample().stealPercent())
                .isEmpty();
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
