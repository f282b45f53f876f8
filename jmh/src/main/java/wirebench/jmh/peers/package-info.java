/// Off-the-shelf HTTP clients as arms of [wirebench.jmh.PeerExchange]: one class for each, set up as its own
/// documentation advises for speed.
@NullMarked
package wirebench.jmh.peers;

import org.jspecify.annotations.NullMarked;
