package wirebench.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.VersionInfo;
import wirebench.protocol.Field;

/// Apache HttpClient, the classic one, with neither retries nor redirections.
final class ApacheClient implements OverSocket.Client {
    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(1000)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .build();

    @Override
    public String name() {
        return "apache";
    }

    @Override
    public String title() {
        return "Apache HttpClient " + release("org.apache.hc.client5") + " with HttpCore "
                + release("org.apache.hc.core5");
    }

    private static String release(String module) {
        return VersionInfo.loadVersionInfo(module, ApacheClient.class.getClassLoader())
                .getRelease();
    }

    @Override
    public Seen.Whole exchange(String method, String url) throws IOException {
        return client.execute(new HttpUriRequestBase(method, URI.create(url)), ApacheClient::whole);
    }

    private static Seen.Whole whole(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] content = entity == null ? null : EntityUtils.toByteArray(entity);
        String body = content == null ? "" : new String(content, StandardCharsets.ISO_8859_1);
        return new Seen.Whole(response.getCode(), list(response.getHeaders()), body, trailers(entity), Seen.Next.APART);
    }

    private static List<Field> trailers(HttpEntity entity) {
        return entity == null || entity.getTrailers() == null
                ? List.of()
                : list(entity.getTrailers().get().toArray(Header[]::new));
    }

    private static List<Field> list(Header[] headers) {
        return Arrays.stream(headers)
                .map(header -> new Field(header.getName(), String.valueOf(header.getValue())))
                .toList();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
