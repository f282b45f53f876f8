package wirebench.reports.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/// Reads the HdrHistogram logs of a fork, values in nanoseconds.
///
/// The library's own reader takes a damaged line for the end of the log; here it is an error that names the
/// line.
public final class HistogramLog {
    private static final String CURE = "run the benchmark again, or delete this file to report without it";

    private static final Pattern OF_FORK = Pattern.compile("fork-\\d+-\\d+\\.hlog");

    private HistogramLog() {}

    /// All lines of one log added up, in nanoseconds.
    public static Histogram readOne(Path log) throws ReportException {
        var all = new Histogram(3);
        var number = 0;
        for (String line : lines(log)) {
            number++;
            if (!isComment(line)) {
                all.add(histogram(log, number, line));
            }
        }
        return all;
    }

    /// The logs of one fork, which it named after itself; files of other names beside them are passed over.
    public static List<Path> ofFork(Path histograms) throws ReportException {
        if (!Files.isDirectory(histograms)) {
            return List.of();
        }
        try (var files = Files.walk(histograms, 2)) {
            return files.filter(file ->
                            OF_FORK.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ReportException(
                    histograms, "cannot be listed (" + e.getMessage() + ")", "make the folder readable", e);
        }
    }

    private static List<String> lines(Path log) throws ReportException {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new ReportException(log, "cannot be read as text (" + e.getMessage() + ")", CURE, e);
        }
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.startsWith("#") || line.startsWith("\"StartTimestamp\"");
    }

    /// A line is `start,length,max,payload`, where the payload is the compressed histogram in base 64.
    private static Histogram histogram(Path log, int number, String line) throws ReportException {
        try {
            var payload = line.substring(line.lastIndexOf(',') + 1).strip();
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(payload)), 0);
        } catch (DataFormatException | RuntimeException e) {
            throw new ReportException(log, "line " + number + " holds no histogram", CURE, e);
        }
    }
}
