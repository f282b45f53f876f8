package wirebench.reports.files;

import java.nio.file.Path;
import java.util.Optional;

/// A fork that was thrown out: no figure of it counts. Immutable.
///
/// @param folder all its files, such as `forks/b02-08-nio.invalid-1-steal`
/// @param block counted from 1
/// @param number in the plan, counted from 1
/// @param arm its name
/// @param attempt counted from 1
/// @param reason in words
/// @param record what it wrote before it was thrown out, if it came so far
public record InvalidFork(
        Path folder, int block, int number, String arm, int attempt, String reason, Optional<Fork> record) {}
