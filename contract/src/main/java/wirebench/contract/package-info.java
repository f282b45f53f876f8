/// The promises of an HTTP client as runnable tests, which each implementation passes.
@NullMarked
package wirebench.contract;

import org.jspecify.annotations.NullMarked;
