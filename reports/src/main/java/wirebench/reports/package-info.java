/// Statistics and verdicts from result files, and the reports that show them.
@NullMarked
package wirebench.reports;

import org.jspecify.annotations.NullMarked;
