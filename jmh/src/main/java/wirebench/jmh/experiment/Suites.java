package wirebench.jmh.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import wirebench.reports.files.Arm;

/// Where suites are found: in the folder `suites` beside the classes of this program, a file for each, whose name is
/// the suite's. Immutable.
///
/// @param benchmarks that they may be made of
public record Suites(Benchmarks benchmarks) {
    private static final String FOLDER = "suites";

    /// The suite that has all usual benchmarks, and lends them to others.
    private static final String LARGEST = "standard";

    private static final List<String> KEYS = List.of("title", "benchmark", "parameters", "jvm", "arms", "size");

    /// The names of all suites.
    ///
    /// @throws IOException if they cannot be listed
    public static SortedSet<String> names() throws IOException {
        return new TreeSet<>(ProgramFiles.yaml(FOLDER).keySet());
    }

    /// One by its name.
    ///
    /// @param name without the ending of its file
    /// @throws ExperimentException if there is none, or it is wrong
    /// @throws IOException if it cannot be read
    public Suite named(String name) throws ExperimentException, IOException {
        var all = ProgramFiles.yaml(FOLDER);
        String text = all.get(name);
        if (text == null) {
            throw new ExperimentException(
                    "there is no suite '" + name + "'; choose one of " + String.join(", ", all.keySet()));
        }
        return read(name, FOLDER + "/" + name + ".yaml", text);
    }

    /// The suite that has all usual benchmarks.
    ///
    /// @throws ExperimentException if it is wrong
    /// @throws IOException if it cannot be read
    public Suite largest() throws ExperimentException, IOException {
        return named(LARGEST);
    }

    Suite read(String name, String file, String text) throws ExperimentException {
        Section whole = Section.of(file, "a suite", YamlTree.read(file, text), KEYS);
        List<Arm> cells = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node item : Matrix.arms(whole, benchmarks)) {
            Arm cell = ArmSection.of(whole, item, benchmarks).readCell();
            if (!names.add(cell.name())) {
                throw Section.error(file, item, "the cell " + cell.name() + " is there twice");
            }
            cells.add(cell);
        }
        if (cells.isEmpty()) {
            throw whole.error("arms", "a suite needs at least one arm");
        }
        return new Suite(name, whole.text("title"), cells, SizeSection.read(whole, Sizes.DEFAULT));
    }
}
