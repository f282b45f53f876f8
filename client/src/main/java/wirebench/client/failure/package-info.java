/// The wording of failures, in one place for all implementations, so that the same trouble reads the same.
///
/// Nothing here decides what happens after a failure, but whether the client itself sends a request once more
/// ([StaleResend]), which must not differ between them either. Read [FailureContext] first.
@NullMarked
package wirebench.client.failure;

import org.jspecify.annotations.NullMarked;
