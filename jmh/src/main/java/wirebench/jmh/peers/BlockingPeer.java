package wirebench.jmh.peers;

import wirebench.load.lane.SynchronousLane;

/// A peer whose calls return when the answer is there.
public non-sealed interface BlockingPeer extends Peer {
    /// A lane that sends the request again and again.
    ///
    /// @param answer the lane's own
    /// @return to be used by one thread
    SynchronousLane lane(Answer answer);
}
