package wirebench.load.lane;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// An event loop on one thread, whose exchanges end as soon as the loop gets to them.
public final class OneLoop implements AutoCloseable {
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(1024);
    private volatile boolean closed; // an exchange may take the interrupt for its own
    private final Thread thread = Thread.ofPlatform().daemon().name("one-loop").start(this::run);

    public AsynchronousLane lane(SynchronousLane exchange) {
        return new Lane(exchange);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                queue.take().run();
            }
        } catch (InterruptedException e) {
            // That is how the loop is told to end.
        }
    }

    private final class Lane implements AsynchronousLane, Runnable {
        private final SynchronousLane exchange;
        private Completion completion;

        Lane(SynchronousLane exchange) {
            this.exchange = exchange;
        }

        @Override
        public void start(Completion told) {
            completion = told;
            queue.add(this);
        }

        @Override
        public int status() {
            return exchange.status();
        }

        @Override
        public void run() {
            long octets;
            try {
                octets = exchange.exchange();
            } catch (Exception e) {
                completion.failed(e);
                return;
            }
            completion.completed(octets);
        }
    }
}
