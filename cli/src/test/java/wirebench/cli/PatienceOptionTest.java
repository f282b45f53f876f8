package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import wirebench.client.HttpRequest;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.Timeouts;
import wirebench.client.resilience.RetryConfig;
import wirebench.load.Patience;
import wirebench.protocol.Fields;

/// When `load` is given up: not before the timeouts have ended every exchange, unless it is told so.
class PatienceOptionTest {
    private static final HttpRequest PLAIN = HttpRequest.get("http://127.0.0.1/");

    private static Patience patience(HttpRequest request, Timeouts timeouts, RetryConfig retries, String... options) {
        PatienceOption option = new PatienceOption();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("patience", CommandLine.Model.CommandSpec.forAnnotatedObject(option)))
                .registerConverter(Duration.class, new DurationText())
                .parseArgs(options);
        return option.patience(request, timeouts, retries);
    }

    private static Duration derived(Timeouts timeouts) {
        return patience(PLAIN, timeouts, RetryConfig.NONE).stall();
    }

    @Test
    void patienceIsTheSumOfTheTimeoutsAndSomeSeconds() {
        assertThat(derived(Timeouts.DEFAULT)).isEqualTo(Duration.ofSeconds(110));
        assertThat(derived(Timeouts.DEFAULT.withHead(Duration.ofMinutes(2)))).isEqualTo(Duration.ofSeconds(200));
        assertThat(derived(Timeouts.DEFAULT.withHead(Duration.ZERO))).isEqualTo(Duration.ofSeconds(680));
        assertThat(derived(Timeouts.DEFAULT.withTotal(Duration.ofSeconds(2)))).isEqualTo(Duration.ofSeconds(7));
        assertThat(derived(Timeouts.DEFAULT.withTotal(Duration.ofHours(1)))).isEqualTo(Duration.ofSeconds(110));
    }

    @Test
    void handshakesAndHeldBackBodiesCountWhereThereAreAny() {
        assertThat(patience(HttpRequest.get("https://127.0.0.1/"), Timeouts.DEFAULT, RetryConfig.NONE)
                        .stall())
                .isEqualTo(Duration.ofMinutes(2));
        HttpRequest expecting = HttpRequest.of(
                "POST", Url.parse("http://127.0.0.1/"), Fields.of("Expect", "100-continue"), RequestBody.of(new byte[] {
                    1
                }));
        assertThat(patience(expecting, Timeouts.DEFAULT, RetryConfig.NONE).stall())
                .isEqualTo(Duration.ofSeconds(111));
    }

    @Test
    void everyAttemptAndThePausesBetweenThemCount() {
        RetryConfig twice = RetryConfig.DEFAULT.withAttempts(2);
        assertThat(patience(PLAIN, Timeouts.DEFAULT, twice).stall()).isEqualTo(Duration.ofSeconds(2 * 105 + 30 + 5));
    }

    @Test
    void theOptionDecides() {
        assertThat(patience(PLAIN, Timeouts.DEFAULT, RetryConfig.NONE, "--patience", "90s")
                        .stall())
                .isEqualTo(Duration.ofSeconds(90));
        Patience endless = patience(PLAIN, Timeouts.DEFAULT, RetryConfig.NONE, "--patience", "0s");
        assertThat(endless.stallNanos()).isEqualTo(Long.MAX_VALUE / 2);
        assertThat(PatienceOption.text(endless)).isEqualTo("without limit");
    }
}
