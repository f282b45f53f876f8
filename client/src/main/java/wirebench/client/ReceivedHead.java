package wirebench.client;

import org.jspecify.annotations.Nullable;
import wirebench.protocol.Fields;
import wirebench.protocol.ResponseHead;

/// A head that outlives the call in which it came. Immutable.
///
/// @param minorVersion 1 for HTTP/1.1, 0 for HTTP/1.0
/// @param status the status code
/// @param reason the reason phrase
/// @param fields the fields
public record ReceivedHead(int minorVersion, int status, String reason, Fields fields) {
    /// A copy of a head that is valid only during a call.
    public static ReceivedHead of(ResponseHead head) {
        return new ReceivedHead(
                head.minorVersion(), head.status(), head.reason(), head.fields().copy());
    }

    /// The trailer section that came after a head.
    ///
    /// @param trailers null before the end of the body
    public static Fields trailers(@Nullable Fields trailers) {
        if (trailers == null) {
            throw new IllegalStateException("the trailer section comes after the body, which was not read to its end");
        }
        return trailers;
    }
}
