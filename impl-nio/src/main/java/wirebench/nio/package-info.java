/// Selector event loops: nothing blocks.
///
/// Read [wirebench.nio.EventLoop] first, then [wirebench.nio.NioConnection], which holds the one state machine,
/// then [wirebench.nio.LoopPool]. Everything but [wirebench.nio.NioClient] and the hand-over into a loop is
/// confined to the loop's thread, so there is no lock here. What will never be found here: HTTP, which is
/// `wirebench.protocol`'s.
@NullMarked
package wirebench.nio;

import org.jspecify.annotations.NullMarked;
