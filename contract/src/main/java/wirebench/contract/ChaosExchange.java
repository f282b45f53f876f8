package wirebench.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wirebench.client.Demand;
import wirebench.client.ExchangeException;
import wirebench.client.ExchangeHandler;
import wirebench.protocol.ResponseHead;

/// One exchange under chaos: what came of it, and how often it was told.
final class ChaosExchange implements ExchangeHandler {
    private static final int KEPT_OCTETS = 16;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger outcomes = new AtomicInteger();
    private final AtomicReference<@Nullable String> end = new AtomicReference<>();
    private final StringBuilder text = new StringBuilder(); // the beginning of the body
    private volatile boolean paused;

    /// @param paused whether it wants none of its body before [#wantMore]
    ChaosExchange(boolean paused) {
        this.paused = paused;
    }

    void wantMore() {
        paused = false;
    }

    /// Waits for the outcome.
    ///
    /// @return false if there was none within a time that only a broken client needs
    boolean await(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    /// How often an outcome was told; 1 is right.
    int outcomes() {
        return outcomes.get();
    }

    /// `completed`, or the kind of trouble; to be asked after the end.
    String end() {
        String told = end.get();
        return told == null ? "nothing" : told;
    }

    /// The first octets of the body; to be asked after the end.
    String text() {
        return text.toString();
    }

    @Override
    public void head(ResponseHead head) {
        text.setLength(0);
    }

    @Override
    public Demand demand() {
        return paused ? Demand.LATER : Demand.MORE;
    }

    @Override
    public void body(ByteBuffer slice) {
        if (text.length() < KEPT_OCTETS) {
            text.append(StandardCharsets.ISO_8859_1.decode(slice));
        }
    }

    @Override
    public void completed() {
        ends("completed");
    }

    @Override
    public void failed(Throwable failure) {
        ends(failure instanceof ExchangeException told ? told.kind() : "internal: " + failure);
    }

    private void ends(String how) {
        end.compareAndSet(null, how);
        outcomes.incrementAndGet();
        ended.countDown();
    }
}
