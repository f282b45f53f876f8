package wirebench.client;

import java.io.InputStream;
import wirebench.protocol.Fields;

/// A response whose body its caller reads, at its own pace: whoever does not read holds the server up, by the flow
/// control of TCP, and keeps a connection leased. So it has to be closed.
///
/// To be used by one thread at a time. The body's stream reports failures as [ExchangeException], which is an
/// `IOException`; what failed once fails again.
public interface StreamedResponse extends AutoCloseable {
    /// The minor version.
    ///
    /// @return 1 for HTTP/1.1, 0 for HTTP/1.0
    int minorVersion();

    /// The status code.
    ///
    /// @return such as 200
    int status();

    /// The reason phrase, which carries no meaning.
    ///
    /// @return mostly a few words
    String reason();

    /// The fields of the head.
    ///
    /// @return a copy
    Fields fields();

    /// The body, chunked coding removed. Closing the stream closes the response.
    ///
    /// @return the same stream at each call
    InputStream body();

    /// The trailer section.
    ///
    /// @return a copy
    /// @throws IllegalStateException before the end of the body was read
    Fields trailers();

    /// Ends the exchange. What was not read of the body is discarded within `ClientConfig.drainOctets` and
    /// `Timeouts.drain`, so that the connection can be used again; otherwise it is closed. A second call does
    /// nothing.
    @Override
    void close();
}
