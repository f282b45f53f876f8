/// Retries with backoff and a budget, and circuit breakers, around any `HttpClient`.
@NullMarked
package wirebench.client.resilience;

import org.jspecify.annotations.NullMarked;
