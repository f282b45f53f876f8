package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wirebench.client.Timeouts;
import wirebench.protocol.Limits;

/// Whoever sets no option gets what the library gives by default, and `--help` tells it.
final class OptionDefaultsTest {
    @Command
    private static final class Verb {
        @Mixin
        private LimitOptions limits = new LimitOptions();

        @Mixin
        private ClientOptions client = new ClientOptions();
    }

    private final Verb verb = new Verb();

    @Test
    void limitsAreThoseOfTheProtocol() {
        parse();
        assertThat(verb.limits.limits(Limits.DEFAULT.bodyOctets())).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void eachLimitHasAnOption() {
        parse(
                "--max-status-line=1",
                "--max-head=2",
                "--max-fields=3",
                "--max-chunk-extensions=4",
                "--max-trailers=5",
                "--max-trailer-fields=6",
                "--max-body=7",
                "--max-interim=8");
        assertThat(verb.limits.limits(1000)).isEqualTo(new Limits(1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void timeoutsAreThoseOfTheClient() {
        parse();
        assertThat(verb.client.timeouts()).isEqualTo(Timeouts.DEFAULT);
    }

    private void parse(String... args) {
        new CommandLine(verb)
                .registerConverter(Duration.class, new DurationText())
                .parseArgs(args);
    }
}
