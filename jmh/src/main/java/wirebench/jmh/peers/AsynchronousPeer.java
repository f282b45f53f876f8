package wirebench.jmh.peers;

import wirebench.load.lane.AsynchronousLane;

/// A peer whose calls return at once, and that tells of the answer on threads of its own.
public non-sealed interface AsynchronousPeer extends Peer {
    /// A lane that sends the request again and again.
    ///
    /// @param answer the lane's own
    /// @return with one exchange under way at a time
    AsynchronousLane lane(Answer answer);
}
