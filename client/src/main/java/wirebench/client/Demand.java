package wirebench.client;

/// What a [ResponseHandler] wants of a response's body next.
public enum Demand {
    /// The next octets, as soon as they are there.
    MORE,
    /// Nothing until [HttpClient#resume]. The connection is not read meanwhile, so that a server that sends on is
    /// held up by the flow control of TCP, and the timeouts of reading rest.
    LATER,
    /// Nothing ever. The rest is discarded within `ClientConfig.drainOctets` and `Timeouts.drain`, so that the
    /// connection can be used again; if that is not enough, the connection is closed. Either way the exchange has
    /// succeeded, and the handler is told no octet, end or failure of the body any more.
    NO_MORE
}
