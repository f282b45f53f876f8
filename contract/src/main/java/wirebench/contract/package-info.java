/// The promises of an HTTP client as runnable tests, which each implementation passes.
///
/// Nothing here knows an implementation, or makes an exception for one. Read [HttpClientContract] first, then
/// [Scene] and [Way].
@NullMarked
package wirebench.contract;

import org.jspecify.annotations.NullMarked;
