package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.client.ClientProvider;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.config.ClientConfig;
import wirebench.protocol.ResponseHead;

/// A body is streamed: its size costs time and no memory.
final class StreamingTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final long PATIENCE_SECONDS = 50;

    @RegisterExtension
    static final Loopback server = new Loopback();

    static Stream<String> clients() {
        return ClientProvider.all().stream().map(ClientProvider::name);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aGibibyteFitsThroughAHeapOf32Mebibytes(String client) throws Exception {
        Process reader = new ProcessBuilder(command(client, server.url() + "/bytes/" + GIBIBYTE))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(reader.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(output.strip()).isEqualTo("200 " + GIBIBYTE);
        } finally {
            reader.destroyForcibly();
        }
    }

    private static List<String> command(String client, String url) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Reader.class.getName(),
                client,
                url);
    }

    /// What the child process runs: counts the octets of one body.
    static final class Reader implements ResponseHandler {
        private int status;
        private long octets;

        public static void main(String[] args) throws Exception {
            Reader reader = new Reader();
            try (HttpClient client = ClientProvider.named(args[0]).open(ClientConfig.DEFAULT)) {
                client.exchange(HttpRequest.get(args[1]), reader);
            }
            System.out.println(reader.status + " " + reader.octets);
        }

        @Override
        public void head(ResponseHead head) {
            status = head.status();
        }

        @Override
        public void body(ByteBuffer slice) {
            octets += slice.remaining();
        }
    }
}
