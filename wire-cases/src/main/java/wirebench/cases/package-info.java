/// The wire cases, which are documents, and their one reader. Tests of the codec and of every client ask it.
///
/// Nothing here knows what the cases are put to. Begin with `wire-cases.md` beside the documents, then [WireCases].
@NullMarked
package wirebench.cases;

import org.jspecify.annotations.NullMarked;
