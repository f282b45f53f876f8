package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arguments beyond ASCII are sent as the octets that they are, or refused; never as others.
class ArgumentTextTest {
    @RegisterExtension
    static final Loopback server = new Loopback();

    private static final String[] DECODED = {"send", "gr\ufffd\ufffd\ufffd\ufffde"};

    @ParameterizedTest
    @CsvSource({"C", "C.UTF-8", "POSIX"})
    void octetsOfAnArgumentAreSentWhateverTheLocaleIs(String locale) throws Exception {
        CommandRun run = send(locale, "gr\\303\\274\\303\\237e");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualTo(new String("gr\u00fc\u00dfe".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"C", "C.UTF-8"})
    void argumentThatIsNotUtf8IsMisuse(String locale) throws Exception {
        CommandRun run = send(locale, "gr\\374\\337e");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("wirebench: argument 3 is not UTF-8").hasLineCount(1);
    }

    @Test
    void theLastOctetsAreTheArguments() {
        assertThat(ArgumentText.asGiven(false, DECODED, octets("java\0-jar\0x.jar\0send\0gr\u00fc\u00dfe\0")))
                .containsExactly("send", "gr\u00fc\u00dfe");
    }

    @Test
    void characterThatStandsForNoneIsLeftIfItWasGiven() {
        String[] given = {"send", "\ufffd"};
        assertThat(ArgumentText.asGiven(true, given, octets("java\0send\0\ufffd\0")))
                .containsExactly(given);
    }

    @Test
    void withoutTheOctetsNothingIsGuessed() {
        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() -> ArgumentText.asGiven(false, DECODED, null))
                .withMessageContaining("argument 2");
        assertThat(ArgumentText.asGiven(false, new String[] {"gr\u00fcn"}, null))
                .containsExactly("gr\u00fcn");
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Has a shell make the argument, because this process has a locale of its own.
    private static CommandRun send(String locale, String escaped) throws IOException, InterruptedException {
        assumeThat(Path.of("/proc/self/cmdline")).exists();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                "sh",
                "-c",
                "exec \"$0\" -cp \"$1\" \"$2\" send -d \"$(printf '" + escaped + "')\" \"$3\"",
                java,
                System.getProperty("java.class.path"),
                Wirebench.class.getName(),
                server.url() + "/echo");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandRun(process.waitFor(), out, err);
    }
}
