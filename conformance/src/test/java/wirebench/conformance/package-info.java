/// What widely used clients make of the wire cases, compared with what the cases say.
@NullMarked
package wirebench.conformance;

import org.jspecify.annotations.NullMarked;
