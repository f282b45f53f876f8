package wirebench.nio;

/// The thread of one event loop, known by its type so that a caller learns for the price of a comparison whether it
/// is on a loop already.
final class LoopThread extends Thread {
    private final EventLoop loop;

    LoopThread(EventLoop loop, String name) {
        super(null, loop::run, name);
        this.loop = loop;
        setDaemon(true);
    }

    EventLoop loop() {
        return loop;
    }
}
