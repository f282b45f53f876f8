package wirebench.client.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import wirebench.client.ExchangeException;
import wirebench.client.NanoClock;
import wirebench.client.Origin;
import wirebench.client.Phase;
import wirebench.client.config.Timeouts;

class ResolutionTest {
    private static final long SOON = 20_000_000;

    private final CountDownLatch never = new CountDownLatch(1);
    private final Origin origin = new Origin(false, "example.test", 8080);

    @AfterEach
    void endResolvers() {
        never.countDown();
    }

    @Test
    void literalIsNotAskedFor() throws ExchangeException {
        PendingNames names = names(new Origin(false, "127.0.0.1", 80), this::silent);
        assertThat(names.await(0, 0)).containsExactly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 80));
    }

    @Test
    void addressesComeInTheResolversOrderWithThePortOfTheOrigin() throws ExchangeException {
        InetAddress[] two = {InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")};
        assertThat(names(origin, _ -> two).await(Long.MAX_VALUE, Long.MAX_VALUE))
                .containsExactly(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 8080),
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080));
    }

    @Test
    void silenceEndsWithWhicheverTimeoutComesFirst() {
        assertThat(failure(names(origin, this::silent), soon(), Long.MAX_VALUE))
                .extracting(ExchangeException::kind, ExchangeException::phase, ExchangeException::requestWritten)
                .containsExactly("timeout", Phase.CONNECT, false);
        assertThat(failure(names(origin, this::silent), Long.MAX_VALUE, soon()))
                .extracting(ExchangeException::kind, ExchangeException::phase, ExchangeException::requestWritten)
                .containsExactly("timeout", Phase.TOTAL, false);
    }

    @Test
    void unknownNameIsNoConnection() {
        PendingNames names = names(origin, name -> {
            throw new UnknownHostException(name);
        });
        ExchangeException failure = failure(names, Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(failure.kind()).isEqualTo("connect");
        assertThat(failure).hasRootCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void interruptEndsTheWaitAndStays() {
        Thread.currentThread().interrupt();
        assertThat(failure(names(origin, this::silent), Long.MAX_VALUE, Long.MAX_VALUE)
                        .kind())
                .isEqualTo("cancelled");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingEndsTheWaitAlsoOfThoseWhoComeLater() {
        PendingNames names = names(origin, this::silent);
        names.close();
        assertThat(failure(names, Long.MAX_VALUE, Long.MAX_VALUE).kind()).isEqualTo("cancelled");
    }

    private InetAddress[] silent(String name) throws UnknownHostException {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(name);
    }

    private static PendingNames names(Origin origin, Resolution.Resolver resolver) {
        return new PendingNames(origin, Timeouts.DEFAULT, NanoClock.SYSTEM, new Resolution(origin, resolver));
    }

    private static long soon() {
        return NanoClock.SYSTEM.nanos() + SOON;
    }

    private static ExchangeException failure(PendingNames names, long connectNanos, long totalNanos) {
        return catchThrowableOfType(ExchangeException.class, () -> names.await(connectNanos, totalNanos));
    }
}
