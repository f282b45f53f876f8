package wirebench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import wirebench.client.ExchangeHandler;
import wirebench.client.HttpClient;

/// Chaos notices what it is there to notice.
class ChaosTest {
    @Test
    void clientThatMakesAnswersUpBreaksEveryRule() throws InterruptedException {
        try (ChaosSites sites = new ChaosSites()) {
            Chaos.Account account = new Chaos(liar(), sites, 1).run(Duration.ofMillis(300));

            assertThat(account.lost()).as("completed, but not heard").isPositive();
            assertThat(account.doubled()).as("told two outcomes").isPositive();
            assertThat(account.mixed()).as("without its answer").isPositive();
            assertThat(account.wrong()).as("faults that completed").isPositive();
            assertThat(account.oddities()).isNotEmpty();
        }
    }

    /// Sends nothing, and tells every handler twice that all went well.
    private static HttpClient liar() {
        return (HttpClient) Proxy.newProxyInstance(
                HttpClient.class.getClassLoader(), new Class<?>[] {HttpClient.class}, (_, method, arguments) -> {
                    if (method.getName().equals("start")) {
                        ExchangeHandler handler = (ExchangeHandler) arguments[1];
                        handler.completed();
                        handler.completed();
                    }
                    return null;
                });
    }
}
