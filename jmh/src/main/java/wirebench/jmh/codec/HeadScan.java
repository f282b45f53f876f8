package wirebench.jmh.codec;

import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import wirebench.jmh.ForkJvm;
import wirebench.jmh.InMemoryBenchmark;

/// **Question.** What is the fastest way to find the ends of a head's field values: octet by octet, in words of
/// eight octets, or in vectors?
///
/// **Expectation.** Words beat octets two to four times. Vectors beat words only where values are long, for most
/// end within the first vector, and getting into and out of one takes as long as a few words.
///
/// **Floor.** None: what a scan is worth is seen in [HeadDecode], of which it is a part.
///
/// **Run.** `java -jar jmh/target/benchmarks.jar HeadScan`; what it says is in
/// `docs/questions/how-to-scan-a-head.md`. The vectors are an incubating module of the JDK, about which the forks
/// of this benchmark print a warning, and nothing else uses them.
@Fork(
        value = 3,
        jvmArgs = {
            ForkJvm.LEAST_HEAP,
            ForkJvm.MOST_HEAP,
            ForkJvm.TOUCHED,
            ForkJvm.COLLECTOR,
            ForkJvm.DIRECT_MEMORY,
            ForkJvm.BOXED_DESCRIPTORS,
            ForkJvm.UNSAFE,
            ForkJvm.VECTORS
        })
public class HeadScan extends InMemoryBenchmark {
    private static final int SLACK = 64; // so that no way of scanning needs another for the last octets

    @Param({"octets", "words", "vectors"})
    public String scan = "";

    @Param({"small", "typical", "large"})
    public String head = "";

    private ValueScanArm arm = ValueScanArm.of("octets");
    private byte[] octets = {};
    private int[] starts = {};
    private int end;

    /// For JMH.
    public HeadScan() {}

    /// Finds the values and proves that the ends of all are found.
    @Setup
    public void open() {
        arm = ValueScanArm.of(scan);
        String text = SampleHeads.response(head);
        end = text.length();
        octets = (text + " ".repeat(SLACK)).getBytes(StandardCharsets.ISO_8859_1);
        starts = text.lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .mapToInt(line -> text.indexOf(line) + line.indexOf(' ') + 1)
                .toArray();
        for (int start : starts) {
            int found = arm.end(octets, start, end);
            if (found != text.indexOf('\r', start)) {
                throw new IllegalStateException(scan + " found the end of a value at " + found);
            }
        }
    }

    /// All values of a head.
    ///
    /// @return the sum of their ends, so that nothing is optimised away
    @Benchmark
    public int scan() {
        int sum = 0;
        for (int start : starts) {
            sum += arm.end(octets, start, end);
        }
        return sum;
    }
}
