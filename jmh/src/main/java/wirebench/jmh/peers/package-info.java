/// Off-the-shelf HTTP clients as arms of [wirebench.jmh.wire.PeerExchange]: one class for each, set up as its own
/// documentation advises for speed.
///
/// This is the only package that touches the libraries of others to carry out exchanges, and it knows no
/// benchmark. Read [Peer] first, then [Peers].
@NullMarked
package wirebench.jmh.peers;

import org.jspecify.annotations.NullMarked;
