package wirebench.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import wirebench.protocol.Field;

/// OkHttp, with neither retries nor redirections nor a timeout, and a pool that keeps more than five idle connections.
final class OkHttp3Client implements OverSocket.Client {
    /// It would warn of responses that were interrupted.
    private static final Logger LOGGER = Logger.getLogger(OkHttpClient.class.getName());

    private final OkHttpClient client = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .readTimeout(Duration.ZERO)
            .connectionPool(new ConnectionPool(1000, 1, TimeUnit.MINUTES))
            .build();

    OkHttp3Client() {
        LOGGER.setLevel(Level.OFF);
    }

    @Override
    public String name() {
        return "okhttp";
    }

    @Override
    public String title() {
        return "OkHttp " + OkHttp.VERSION;
    }

    @Override
    public Seen.Whole exchange(String method, String url) throws IOException {
        Request request = new Request.Builder().url(url).method(method, null).build();
        try (Response response = client.newCall(request).execute()) {
            String body = new String(response.body().bytes(), StandardCharsets.ISO_8859_1);
            return new Seen.Whole(
                    response.code(), list(response.headers()), body, list(response.trailers()), Seen.Next.APART);
        }
    }

    private static List<Field> list(Headers headers) {
        List<Field> list = new ArrayList<>();
        headers.forEach(header -> list.add(new Field(header.getFirst(), header.getSecond())));
        return list;
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
