/// Retries with backoff and a budget, and circuit breakers, around any [wirebench.client.HttpClient].
///
/// Clients know nothing of it, and nothing here knows how an exchange is carried out. Read [ResilientClient]
/// first, then [RetryRules] and [Breaker].
@NullMarked
package wirebench.client.resilience;

import org.jspecify.annotations.NullMarked;
