package wirebench.jmh.command;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Where results go if nobody says so: a folder of its own for each run.
final class ResultsPlace {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private ResultsPlace() {}

    /// A folder named after a run and the time of day.
    static Path of(String name) {
        String now = MOMENT.format(LocalDateTime.now(ZoneId.systemDefault()));
        return Path.of("results", name + "-" + now);
    }
}
