/// Result folders: the records in their files, and the one reader of each.
///
/// Nothing is judged or shown here. A file that cannot be understood is a [ReportException] with what to do. Read
/// [Bundle] first, then [Plan] and [Fork].
@NullMarked
package wirebench.reports.files;

import org.jspecify.annotations.NullMarked;
