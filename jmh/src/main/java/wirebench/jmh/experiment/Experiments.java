package wirebench.jmh.experiment;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where experiments are found: those that come with this program, which are in the folder `experiments` beside its
/// classes, and files of the user's own. Immutable.
///
/// @param benchmarks that they may be made of
public record Experiments(Benchmarks benchmarks) {
    private static final String FOLDER = "experiments";

    /// Octets: a thousand times what anybody writes, and still read in no time.
    private static final long LARGEST = 1 << 20;

    /// All that come with this program, in the order of their numbers.
    ///
    /// @return the experiments
    /// @throws ExperimentException if one of them is wrong
    /// @throws IOException if they cannot be read
    public List<Experiment> all() throws ExperimentException, IOException {
        List<Experiment> experiments = new ArrayList<>();
        for (Map.Entry<String, String> file : ProgramFiles.yaml(FOLDER).entrySet()) {
            String place = FOLDER + "/" + file.getKey() + ".yaml";
            experiments.add(ExperimentFile.read(file.getKey(), place, file.getValue(), benchmarks));
        }
        return experiments;
    }

    /// One in a file.
    ///
    /// @param file the file
    /// @return the experiment
    /// @throws ExperimentException if it is wrong
    /// @throws IOException if it cannot be read
    public Experiment read(Path file) throws ExperimentException, IOException {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        return ExperimentFile.read(name, file.toString(), text(file), benchmarks);
    }

    private static String text(Path file) throws ExperimentException, IOException {
        if (Files.size(file) > LARGEST) {
            throw new ExperimentException(
                    file + ":1: has " + Files.size(file) + " octets; an experiment has at most " + LARGEST);
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ExperimentException(file + ":1: is no text in UTF-8", e);
        }
    }

    /// One by its number, its name with or without the number, or its file.
    ///
    /// @param wanted the words of the user
    /// @return the experiment
    /// @throws ExperimentException if there is none, or it is wrong
    /// @throws IOException if it cannot be read
    public Experiment find(String wanted) throws ExperimentException, IOException {
        if (Files.isRegularFile(Path.of(wanted))) {
            return read(Path.of(wanted));
        }
        List<Experiment> all = all();
        return all.stream()
                .filter(experiment -> isCalled(experiment.name(), wanted))
                .findFirst()
                .orElseThrow(() -> new ExperimentException("there is no experiment or file '" + wanted
                        + "'; choose one of "
                        + String.join(", ", all.stream().map(Experiment::name).toList())));
    }

    private static boolean isCalled(String name, String wanted) {
        int hyphen = name.indexOf('-');
        return name.equals(wanted)
                || name.substring(hyphen + 1).equals(wanted)
                || (wanted.matches("\\d+") && name.matches("0*" + wanted.replaceFirst("^0+(?=.)", "") + "-.*"));
    }
}
