package wirebench.jmh.experiment;

import java.time.Duration;
import java.util.List;
import wirebench.reports.files.Size;
import wirebench.reports.files.Warmup;

/// Reads how long a file says that is measured.
final class SizeSection {
    private SizeSection() {}

    /// The size in a file.
    ///
    /// @param usual what it does not say
    static Size read(Section whole, Size usual) throws ExperimentException {
        if (!whole.has("size")) {
            return usual;
        }
        List<String> keys = List.of("blocks", "warmup", "iterations", "time");
        Section section = Section.of(whole.file(), "a size", whole.node("size"), keys);
        Duration time = section.time("time", usual.iterationTime());
        if (time.isZero()) {
            throw section.error("time", "an iteration takes some time, not none");
        }
        return new Size(
                section.number("blocks", usual.blocks()),
                warmup(section, usual.warmup()),
                section.number("iterations", usual.iterations()),
                time);
    }

    private static Warmup warmup(Section size, Warmup usual) throws ExperimentException {
        if (!size.has("warmup")) {
            return usual;
        }
        List<String> keys = List.of("cycles", "iterations", "pause");
        Section section = Section.of(size.file(), "a warmup", size.node("warmup"), keys);
        return new Warmup(
                section.number("cycles", usual.cycles()),
                section.number("iterations", usual.iterations()),
                section.time("pause", usual.pause()));
    }
}
