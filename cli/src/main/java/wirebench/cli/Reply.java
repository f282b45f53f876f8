package wirebench.cli;

import wirebench.client.ResponseHandler;

/// Receives one exchange of `send` and shows it on standard output.
sealed interface Reply extends ResponseHandler permits StreamedReply, JsonReply {
    /// The response was received whole.
    void received();

    /// There is no whole response.
    void failed(Trouble trouble);
}
