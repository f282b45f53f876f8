package wirebench.machine.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.machine.system.SystemFiles;

class NoiseTest {
    private static final long OWN = 100;
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path root;

    @Test
    void pressureAndThrottlingAreSharesOfTheTimeWatched() throws IOException {
        file("proc/pressure/cpu", "some avg10=2.04 avg60=0.75 avg300=0.40 total=1000000\nfull avg10=0 total=9\n");
        file("proc/self/cgroup", "0::/\n");
        file("sys/fs/cgroup/cpu.stat", "throttled_usec 100\n");
        NoiseMeter meter = NoiseMeter.start(new SystemFiles(root), nanos::get);
        nanos.set(2 * SECOND);
        file("proc/pressure/cpu", "some avg10=9.00 avg60=0.75 avg300=0.40 total=1500000\nfull avg10=0 total=9\n");
        file("sys/fs/cgroup/cpu.stat", "throttled_usec 20100\n");
        file("proc/net/sockstat", "sockets: used 40\nTCP: inuse 5 orphan 0 tw 20000 alloc 9 mem 1\n");

        NoiseSample sample = meter.sample();

        assertThat(sample.cpuPressurePercent()).hasValue(25);
        assertThat(sample.cpuPressureAvg10()).hasValue(9);
        assertThat(sample.throttledMicros()).hasValue(20_000);
        assertThat(sample.throttledPercent()).hasValue(1);
        assertThat(sample.timeWait()).hasValue(20_000);
    }

    /// A build in another pid namespace, or a loop of the shell, is no JVM that could be seen.
    @Test
    void whatIsBusyAndNotOursIsANeighbourWhateverItIs() throws IOException {
        long own = ProcessHandle.current().pid();
        file("proc/stat", "cpu  1000 0 500 9000 10 5 5 0 0 0\n");
        family(own, 100, 40);
        NoiseMeter meter = NoiseMeter.start(new SystemFiles(root), nanos::get);
        nanos.set(2 * SECOND);
        file("proc/stat", "cpu  1200 0 560 9100 10 5 5 0 0 0\n");
        family(own, 150, 90);
        NoiseSample sample = meter.sample();
        assertThat(sample.neighbourPercent()).hasValue(80); // (260 - 100) ticks of 10 ms in 2 s
        assertThat(NoiseLimits.DEFAULT.crossedBy(sample))
                .containsExactly("other processes took 80.0 % of a processor where 25.0 is the limit");
    }

    /// This process, a fork of it that runs, and the time of one that has ended.
    private void family(long own, long ticksOfFork, long ticksOfEnded) throws IOException {
        file(
                "proc/" + own + "/stat",
                own + " (java) S 1 7 7 0 -1 4194560 1 1 1 1 20 0 " + ticksOfEnded + " 0 20 0 1 0\n");
        file(
                "proc/4242/stat",
                "4242 (java) S " + own + " 7 7 0 -1 4194560 1 1 1 1 " + ticksOfFork + " 0 0 0 20 0 1 0\n");
    }

    @Test
    void whatTheSystemDoesNotTellIsNoNoise() {
        NoiseSample sample = NoiseMeter.start(new SystemFiles(root), nanos::get).sample();
        assertThat(sample.cpuPressurePercent()).isEmpty();
        assertThat(sample.throttledPercent()).isEmpty();
        assertThat(sample.timeWait()).isEmpty();
        assertThat(sample.strayJvms()).isEmpty();
        assertThat(NoiseLimits.DEFAULT.crossedBy(sample)).isEmpty();
    }

    @Test
    void javaProcessesThatAreNeitherAncestorsNorDescendantsAreStray() throws IOException {
        process(1, "init", 0, 0, "init");
        process(90, "java", 1, 5, "java\0-jar\0maven.jar");
        process(OWN, "java", 90, 5, "java\0wirebench.cli.Wirebench");
        process(101, "java", OWN, 5, "java\0wirebench.server.ServerMain");
        process(102, "java", 101, 5, "java\0of.a.Child");
        process(200, "java", 1, 700, "java\0-Xmx1g\0-cp\0/a:/b\0org.example.Daemon\0--port\0007");
        process(201, "java", 1, 0, "/usr/bin/java\0-jar\0/opt/left-over.jar");
        process(202, "bash", 1, 0, "bash\0java");
        file("proc/203/comm", "java\n"); // ended meanwhile

        assertThat(StrayJvm.all(new SystemFiles(root), OWN))
                .containsExactly(new StrayJvm(200, "org.example.Daemon", 700), new StrayJvm(201, "left-over.jar", 0));
    }

    @Test
    void aNameWithParenthesesAndBlanksDoesNotHideTheFields() throws IOException {
        file("proc/7/stat", "7 (a) 3 (b) S 1 7 7 0 -1 4194560 1 1 1 1 30 12 0 0 20 0 1 0\n");
        file("proc/7/comm", "java\n");
        assertThat(StrayJvm.all(new SystemFiles(root), OWN)).containsExactly(new StrayJvm(7, "java", 42));
    }

    @Test
    void aStrayJvmIsChargedWithWhatItUsedMeanwhile() {
        List<StrayJvm> before = List.of(new StrayJvm(7, "a", 100), new StrayJvm(8, "b", 500));
        assertThat(new StrayJvm(7, "a", 130).since(before).cpuTicks()).isEqualTo(30);
        assertThat(new StrayJvm(9, "new", 5).since(before).cpuTicks()).isEqualTo(5);
        assertThat(new StrayJvm(8, "another with the same number", 20)
                        .since(before)
                        .cpuTicks())
                .isEqualTo(20);
    }

    @Test
    void limitsNameWhatCrossedThemAndByHowMuch() {
        NoiseSample quiet = sample(1, 0, 0);
        assertThat(NoiseLimits.DEFAULT.crossedBy(quiet))
                .as("a limit may be reached")
                .isEmpty();
        assertThat(NoiseLimits.DEFAULT.crossedBy(sample(12.34, 0, 0)))
                .containsExactly("steal took 12.3 % of processor time where 1.0 is the limit");
        assertThat(NoiseLimits.DEFAULT.crossedBy(sample(0, 10_000, 50)))
                .containsExactly(
                        "quota took 1.0 % of the time held back where 0.5 is the limit",
                        "stray JVMs (stray, pid 1) took 50.0 % of a processor where 5.0 is the limit");
        assertThat(new NoiseLimits(1, 1, 1, 25, 5).crossedBy(quiet))
                .containsExactly("CPU pressure took 20.0 % of the time where 5.0 is the limit");
    }

    @Test
    void aHiccupIsWhatASleepTookTooLong() {
        Histogram overshoots = new Histogram(3);
        HiccupMeter.record(overshoots, 1_000_000, nanos::get, asked -> nanos.addAndGet(asked + 250_000));
        HiccupMeter.record(overshoots, 1_000_000, nanos::get, asked -> nanos.addAndGet(asked / 2));
        assertThat(overshoots.getTotalCount()).isEqualTo(2);
        assertThat(overshoots.getMinValue()).isZero();
        assertThat(overshoots.getMaxValue()).isBetween(249_000L, 251_000L);
    }

    @Test
    void theHiccupMeterEndsWithItsThread() throws InterruptedException {
        HiccupMeter meter = HiccupMeter.start();
        Thread.sleep(20);
        assertThat(meter.stop().getTotalCount()).isPositive();
    }

    private static NoiseSample sample(double steal, long throttledMicros, long strayTicks) {
        return new NoiseSample(
                SECOND,
                OptionalDouble.of(steal),
                OptionalDouble.empty(),
                OptionalDouble.of(20),
                OptionalDouble.empty(),
                OptionalLong.of(throttledMicros),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                List.of(new StrayJvm(1, "stray", strayTicks)));
    }

    private void process(long pid, String comm, long parent, long ticks, String command) throws IOException {
        file(
                "proc/" + pid + "/stat",
                pid + " (" + comm + ") S " + parent + " 7 7 0 -1 4194560 1 1 1 1 " + ticks + " 0 0 0 20 0 1 0\n");
        file("proc/" + pid + "/comm", comm + "\n");
        file("proc/" + pid + "/cmdline", command + "\0");
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
