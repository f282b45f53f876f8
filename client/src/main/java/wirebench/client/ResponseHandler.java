package wirebench.client;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.FieldSection;
import wirebench.protocol.ResponseHead;

/// Receives one response, piece by piece, without a copy: the views are valid only during the call.
///
/// The calls come one after another, on the thread that carries out the exchange; on an event loop they must not
/// block: a handler that cannot keep up says so by [#demand]. What a call throws ends the exchange and closes its
/// connection.
public interface ResponseHandler {
    /// An interim (1xx) response came. Most callers have no use for it.
    ///
    /// @param head a view, valid during the call
    default void interim(ResponseHead head) {}

    /// The final response's head came.
    ///
    /// @param head a view, valid during the call
    void head(ResponseHead head);

    /// Octets of the body came.
    ///
    /// @param slice the octets from position to limit, valid during the call and, if the next demand is
    ///     [Demand#LATER], until a demand is another
    void body(ByteBuffer slice);

    /// What the handler wants of the body next. Asked before octets of body are passed on, before more are read,
    /// and again after each [HttpClient#resume].
    ///
    /// @return mostly and by default, more
    default Demand demand() {
        return Demand.MORE;
    }

    /// The response ended.
    ///
    /// @param trailers the trailer section, mostly empty; a view, valid during the call
    default void end(FieldSection trailers) {}

    /// Where the client shall note when each phase ended. Reading the clock costs time, so most callers want none.
    ///
    /// @return the place, or null
    default @Nullable Timings timings() {
        return null;
    }

    /// The handler that a caller gave, where this one stands in for it: whoever resumes or cancels an exchange names
    /// the caller's.
    ///
    /// @return this one, unless a client has put it in front of another
    default ResponseHandler standsFor() {
        return this;
    }

    /// Whether telling something to one handler, as [HttpClient#resume] and [HttpClient#cancel] do, is meant for this
    /// one: it is the same, or stands in for it.
    ///
    /// @param named the handler that a caller names
    /// @return true if they belong together
    @SuppressWarnings("ReferenceEquality") // a handler is the caller's object and stands for itself
    default boolean answersTo(ResponseHandler named) {
        return this == named || standsFor() == named;
    }
}
