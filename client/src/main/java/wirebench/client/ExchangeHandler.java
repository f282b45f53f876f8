package wirebench.client;

/// Receives the response of an asynchronous exchange, and then exactly one of [#completed] and [#failed].
///
/// A handler serves one exchange at a time and identifies it for [HttpClient#cancel]; it may be used again as soon
/// as one of those calls has begun, even from within it.
public interface ExchangeHandler extends ResponseHandler {
    /// The response was received whole.
    void completed();

    /// The exchange ended without a whole response.
    ///
    /// @param failure an [ExchangeException], or what a call of this handler threw
    void failed(Throwable failure);
}
