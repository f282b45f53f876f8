package wirebench.contract;

/// What was seen of a [DifferentialCase]: the exchange in question, a plain one after it on the same client, and
/// how many connections the two took. Immutable.
///
/// @param outcome what became of the exchange in question
/// @param next what became of the plain one
/// @param connections how many the peer accepted
public record Observation(Outcome outcome, Outcome next, int connections) {}
