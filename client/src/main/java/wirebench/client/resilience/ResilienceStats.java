package wirebench.client.resilience;

/// What a [ResilientClient] did since it was opened; a snapshot. Immutable.
///
/// @param retries attempts beyond the first of their exchange that were scheduled
/// @param refusals attempts that a circuit breaker refused
/// @param overBudget retries that the budget did not allow
public record ResilienceStats(long retries, long refusals, long overBudget) {
    /// What was done since an earlier snapshot.
    ///
    /// @param earlier of the same client
    /// @return the differences
    public ResilienceStats since(ResilienceStats earlier) {
        return new ResilienceStats(
                retries - earlier.retries, refusals - earlier.refusals, overBudget - earlier.overBudget);
    }
}
