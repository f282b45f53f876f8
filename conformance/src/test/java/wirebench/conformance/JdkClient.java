package wirebench.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import wirebench.protocol.Field;

/// The client of the JDK, of the version that runs this. It shows no trailers.
final class JdkClient implements OverSocket.Client {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public String title() {
        return "java.net.http.HttpClient " + System.getProperty("java.version");
    }

    @Override
    public Seen.Whole exchange(String method, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, BodyPublishers.noBody())
                .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        List<Field> fields = response.headers().map().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new Field(entry.getKey(), value)))
                .toList();
        String body = new String(response.body(), StandardCharsets.ISO_8859_1);
        return new Seen.Whole(response.statusCode(), fields, body, null, Seen.Next.APART);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
