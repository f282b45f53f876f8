package wirebench.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.Fields;

/// A whole response, gathered in memory. Immutable as long as nobody writes into [#body].
///
/// @param minorVersion 1 for HTTP/1.1, 0 for HTTP/1.0
/// @param status the status code
/// @param reason the reason phrase, which carries no meaning
/// @param fields the fields of the head
/// @param body the body, chunked coding removed
/// @param trailers the trailer section
@SuppressWarnings("ArrayRecordComponent") // a copy at each call would cost more than a caller who writes into it
public record HttpResponse(int minorVersion, int status, String reason, Fields fields, byte[] body, Fields trailers) {
    /// The body as text.
    ///
    /// @return the body decoded as UTF-8
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpResponse response
                && minorVersion == response.minorVersion
                && status == response.status
                && reason.equals(response.reason)
                && fields.equals(response.fields)
                && Arrays.equals(body, response.body)
                && trailers.equals(response.trailers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(minorVersion, status, reason, fields, Arrays.hashCode(body), trailers);
    }

    @Override
    public String toString() {
        return "HTTP/1." + minorVersion + " " + status + " " + reason + " " + fields + " " + body.length
                + " octets of body " + trailers;
    }
}
