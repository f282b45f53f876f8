/// Experiments: a question, what is expected, the arms that answer it, and predictions that the answer decides.
///
/// They are read from YAML files and know nothing of how they are run. Read [Experiment] first, then
/// [ExperimentFile].
@NullMarked
package wirebench.jmh.experiment;

import org.jspecify.annotations.NullMarked;
