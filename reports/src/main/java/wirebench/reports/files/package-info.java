/// Result folders: for each file one record, which is all that says what is in it, and [ResultFile], which reads and
/// writes them. A program that measures writes these records, and a report reads them.
///
/// Nothing is judged or shown here. A file that cannot be understood is a [ReportException] with what to do. Read
/// [Bundle] first, then [Plan], [Fork] and [RunRecord].
@NullMarked
package wirebench.reports.files;

import org.jspecify.annotations.NullMarked;
