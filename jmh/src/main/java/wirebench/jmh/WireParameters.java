package wirebench.jmh;

/// The parameters that all benchmarks over the wire have.
///
/// @param client blocking, nio or virtual: a client's name, or, for the floor, the model of that client; or a peer's
/// @param concurrency exchanges in flight
/// @param scenario what is asked for, see [MeasuredScenario]
/// @param server child or embedded, see [MeasuredServer]
record WireParameters(String client, int concurrency, String scenario, String server) {
    /// The same with another number of exchanges in flight.
    WireParameters withConcurrency(int exchanges) {
        return new WireParameters(client, exchanges, scenario, server);
    }
}
