/// From a request to its answer, without I/O: one class for each kind of answer.
///
/// Read [Exchange] first, then [Router] and [Answers].
@NullMarked
package wirebench.server.answer;

import org.jspecify.annotations.NullMarked;
