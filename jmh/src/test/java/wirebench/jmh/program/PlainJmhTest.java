package wirebench.jmh.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wirebench.jmh.FourthClient;

class PlainJmhTest {
    @Test
    void everyClientOnTheClassPathIsRunIfNoneIsNamed(@TempDir Path folder) throws Exception {
        assertThat(withClients("KeepAlive -p concurrency=8"))
                .isEqualTo("KeepAlive -p concurrency=8 -p client=blocking,nio,virtual");
        try (AutoCloseable _ = FourthClient.onClassPath(folder)) {
            assertThat(withClients("KeepAlive"))
                    .isEqualTo("KeepAlive -p client=" + FourthClient.NAME + ",blocking,nio,virtual");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KeepAlive -p client=nio",
                "KeepAlive -p concurrency=8 -pclient=nio,virtual",
                "KeepAlive --no-such-option"
            })
    void whoNamesClientsGetsThemAndWhatJmhDoesNotTakeIsLeftToIt(String arguments) {
        assertThat(withClients(arguments)).isEqualTo(arguments);
    }

    private static String withClients(String arguments) {
        return String.join(" ", PlainJmh.withClients(arguments.split(" ")));
    }
}
