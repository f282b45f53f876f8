package wirebench.jmh.profile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import wirebench.load.closed.ClosedLoop;

/// The histograms of one fork in the two formats that HdrHistogram's tools read: an `.hlog` with a line for each
/// iteration in nanoseconds, and an `.hgrm` with the percentiles of all of them in microseconds. Not thread-safe.
final class HistogramFiles {
    private static final int TICKS_PER_HALF_DISTANCE = 5;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Histogram fork = ClosedLoop.histogram();
    private final long startMillis = System.currentTimeMillis();
    private long fromMillis = startMillis;

    /// Adds an iteration to the files.
    ///
    /// @param file without the ending; its folder is made if it does not exist
    void append(Path file, Histogram iteration) throws IOException {
        fork.add(iteration);
        Files.createDirectories(file.toAbsolutePath().getParent());
        appendLog(file.resolveSibling(file.getFileName() + ".hlog"), iteration);
        writePercentiles(file.resolveSibling(file.getFileName() + ".hgrm"));
    }

    private void appendLog(Path log, Histogram iteration) throws IOException {
        long nowMillis = System.currentTimeMillis();
        boolean begun = Files.exists(log);
        try (OutputStream file = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            HistogramLogWriter writer = new HistogramLogWriter(new BufferedOutputStream(file));
            if (!begun) {
                writer.outputComment("[latency of each exchange in nanoseconds, a line for each iteration]");
                writer.outputLogFormatVersion();
                writer.outputStartTime(startMillis);
                writer.outputLegend();
            }
            // A ratio of 1: the maximum that stands readable in each line is in nanoseconds, like all the rest.
            writer.outputIntervalHistogram(seconds(fromMillis), seconds(nowMillis), iteration, 1.0);
            writer.close();
        }
        fromMillis = nowMillis;
    }

    private double seconds(long millis) {
        return (millis - startMillis) / MILLIS_PER_SECOND;
    }

    private void writePercentiles(Path percentiles) throws IOException {
        try (PrintStream file = new PrintStream(Files.newOutputStream(percentiles), false, StandardCharsets.US_ASCII)) {
            fork.outputPercentileDistribution(file, TICKS_PER_HALF_DISTANCE, NANOS_PER_MICRO);
        }
    }
}
