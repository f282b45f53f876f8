package wirebench.jmh.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import wirebench.reports.files.Arm;
import wirebench.reports.files.Size;

/// Cells that are measured together when no single question is asked: an experiment without a baseline. Immutable.
///
/// @param name of its file, without the ending, such as `quick`
/// @param title in a few words
/// @param cells arms that are called by what they are, each there once
/// @param size how long it measures, if nobody says otherwise
public record Suite(String name, String title, List<Arm> cells, Size size) {
    /// Keeps a copy.
    public Suite {
        cells = List.copyOf(cells);
    }

    /// The same, measured more or less.
    public Suite withSize(Size other) {
        return new Suite(name, title, cells, other);
    }

    /// The same with one benchmark only. If the suite has none of that name, those of the largest suite are taken.
    ///
    /// @param wanted the name of a benchmark, or an expression that is found in the id of a cell
    /// @param largest the suite that has all usual benchmarks
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    public Suite only(String wanted, Suite largest) {
        List<Arm> some = matching(cells, wanted);
        if (some.isEmpty()) {
            some = matching(largest.cells, wanted);
        }
        if (some.isEmpty()) {
            throw new IllegalArgumentException("there is no benchmark '" + wanted + "'; choose one of "
                    + String.join(", ", benchmarks(largest.cells)));
        }
        return new Suite(name, title, some, size);
    }

    private static Set<String> benchmarks(List<Arm> cells) {
        Set<String> names = new LinkedHashSet<>();
        cells.forEach(cell -> names.add(cell.cell().type()));
        return names;
    }

    private static List<Arm> matching(List<Arm> cells, String wanted) {
        List<Arm> named = cells.stream()
                .filter(cell -> cell.cell().type().equalsIgnoreCase(wanted)
                        || cell.cell().benchmark().equalsIgnoreCase(wanted))
                .toList();
        return named.isEmpty() ? found(cells, wanted) : named;
    }

    private static List<Arm> found(List<Arm> cells, String expression) {
        try {
            Pattern pattern = Pattern.compile(expression);
            return cells.stream()
                    .filter(cell -> pattern.matcher(cell.name()).find())
                    .toList();
        } catch (PatternSyntaxException e) {
            return List.of();
        }
    }
}
