package wirebench.conformance;

/// How what a peer makes of a case stands to what the case says.
enum Agreement {
    /// The same outcome, as far as the peer shows it.
    SAME,
    /// Another outcome, which the RFC allows as well.
    PERMITTED,
    /// An outcome that the case does not allow.
    DIFFERENT,
    /// The case was not put to the peer.
    NOT_ASKED
}
