/// Sections that reports of both kinds have: the machine, both ends' counts, peers' settings, raw files.
///
/// Read [RunReport] first.
@NullMarked
package wirebench.reports.shared;

import org.jspecify.annotations.NullMarked;
