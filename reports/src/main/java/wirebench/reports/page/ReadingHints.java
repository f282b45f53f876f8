package wirebench.reports.page;

import java.util.List;

/// How to read a report, for those who see one for the first time.
public final class ReadingHints {
    public static final List<Document.Hint> OF_A_SUITE = List.of(
            new Document.Hint(
                    "A dot is a fork",
                    ": one JVM, started for this cell alone, warmed up and measured. Forks differ more from "
                            + "each other than the iterations inside one, so each counts as one value: the mean of its "
                            + "iterations. A hollow dot is a fork whose processor was taken away for more than 1 % of "
                            + "its time."),
            new Document.Hint(
                    "A whisker is the 95 % interval",
                    " of the mean over the forks (Student's t). With one fork there is none. If the same run "
                            + "were repeated many times, 19 of 20 such intervals would hold the true mean, provided "
                            + "that the machine stays as it was."),
            new Document.Hint(
                    "Ratios are taken block by block.",
                    " Each block runs every cell once, in random order; the ratio of two cells is the "
                            + "geometric mean of their ratios in each block, with the interval of those. Do not "
                            + "compare two whiskers by eye: compare the ratio with 1."),
            new Document.Hint(
                    "Percentiles come from the histograms of all forks added together",
                    ", and only where at least ten exchanges were slower. They are never averaged. Read a "
                            + "curve from right to left: at 99 %, one exchange in a hundred took longer than the "
                            + "height of the curve."),
            new Document.Hint(
                    "Absolute figures belong to this machine.",
                    " Ratios travel better; a repetition elsewhere should be compared by them."));

    public static final List<Document.Hint> OF_AN_EXPERIMENT = List.of(
            new Document.Hint(
                    "A dot is a fork",
                    ": one JVM, started for this arm alone, warmed up and measured. Its figure is the mean "
                            + "of its iterations, which are too alike to count as more than one. A hollow dot is a "
                            + "fork that was disturbed, or that never warmed up; it counts like the others."),
            new Document.Hint(
                    "A verdict rests on ratios inside blocks.",
                    " A block runs one fork of each arm in random order; what slows the whole block down "
                            + "cancels out of the ratio. The 95 % interval holds the ratios that a sign-flip test over "
                            + "the blocks does not reject."),
            new Document.Hint(
                    "The noise floor",
                    " is how far an identical copy of the baseline strays from it. A difference within it is "
                            + "no difference, however certain the test may be."),
            new Document.Hint(
                    "Equivalent",
                    " means that a difference as large as 2 %, or as the noise floor where that is larger, "
                            + "is ruled out. That is more than not having found one, which is called inconclusive."),
            new Document.Hint(
                    "The smallest detectable effect",
                    " is what a session with as many blocks and as much scatter would find in 4 of 5 cases. "
                            + "Below it, finding nothing says little."),
            new Document.Hint(
                    "Many comparisons find something by chance.",
                    " So p values are adjusted (Holm) over all arms, over all predictions, and over all "
                            + "effects of a matrix."),
            new Document.Hint(
                    "Percentiles come from the histograms of all forks of an arm added together",
                    ", and only where at least ten exchanges were slower. They are never averaged over "
                            + "forks. Their interval comes from drawing forks again; it is too narrow with few forks, "
                            + "and decides nothing."),
            new Document.Hint(
                    "Absolute figures belong to this machine.",
                    " Ratios travel better; a repetition elsewhere should be compared by them."));

    private ReadingHints() {}
}
