/// Suites: the cells that are measured together when no single question is asked.
///
/// Read [SuitePlan] first.
@NullMarked
package wirebench.jmh.suite;

import org.jspecify.annotations.NullMarked;
