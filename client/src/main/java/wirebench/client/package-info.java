/// What every implementation promises and shares: the client, its pool, buffers and timeouts.
@NullMarked
package wirebench.client;

import org.jspecify.annotations.NullMarked;
