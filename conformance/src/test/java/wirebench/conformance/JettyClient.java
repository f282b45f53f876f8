package wirebench.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.Jetty;
import wirebench.protocol.Field;

/// Jetty's client over a socket: its parser alone leaves interim responses, HEAD, the end of input and the
/// connection to the classes around it, for which an adapter would have to decide.
final class JettyClient implements OverSocket.Client {
    private final HttpClient client = new HttpClient();

    JettyClient() throws Exception {
        client.setFollowRedirects(false);
        client.setIdleTimeout(0);
        client.start();
    }

    @Override
    public String name() {
        return "jetty";
    }

    @Override
    public String title() {
        return "Jetty's HttpClient " + Jetty.VERSION;
    }

    @Override
    public Seen.Whole exchange(String method, String url) throws Exception {
        ContentResponse response = client.newRequest(url).method(method).send();
        HttpFields trailers = response.getTrailers();
        String body = new String(response.getContent(), StandardCharsets.ISO_8859_1);
        return new Seen.Whole(
                response.getStatus(),
                list(response.getHeaders()),
                body,
                trailers == null ? List.of() : list(trailers),
                Seen.Next.APART);
    }

    private static List<Field> list(HttpFields fields) {
        return fields.stream()
                .map(field -> new Field(field.getName(), String.valueOf(field.getValue())))
                .toList();
    }

    @Override
    public void close() throws IOException {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
