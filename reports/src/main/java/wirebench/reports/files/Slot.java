package wirebench.reports.files;

import java.util.Locale;

/// One fork of a plan. Immutable.
///
/// @param number counted from 1
/// @param block counted from 1
/// @param arm what it runs
public record Slot(int number, int block, String arm) {
    /// `b02-07-nio`: the name of its folder, in which no arm makes another folder.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "b%02d-%02d-%s", block, number, arm.replace('/', '_'));
    }
}
