/// The document that a report is, as a page, as Markdown and as text, with its tables, charts, scales and units.
///
/// What a document says is not known here. Read [Document] first, then [Html] and [Chart].
@NullMarked
package wirebench.reports.page;

import org.jspecify.annotations.NullMarked;
