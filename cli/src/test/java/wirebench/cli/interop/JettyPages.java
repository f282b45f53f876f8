package wirebench.cli.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The pages of the site that are not files, for Jetty.
final class JettyPages extends Handler.Abstract {
    private static final int LARGE_CHUNK = 100_000;

    private final Site site;
    private final Map<String, Page> pages = Map.ofEntries(
            Map.entry("/large-chunked", (_, response) -> inChunks(response, Site.large(), LARGE_CHUNK)),
            Map.entry("/nothing", (_, response) -> response.setStatus(204)),
            Map.entry("/fields", JettyPages::fields),
            Map.entry("/seen", JettyPages::seen),
            Map.entry("/closing", JettyPages::closing),
            Map.entry("/until-close", JettyPages::untilClose),
            Map.entry("/trailers", JettyPages::trailers),
            Map.entry("/hints", JettyPages::hints),
            Map.entry("/echo", (request, response) -> whole(response, body(request))),
            Map.entry("/digest", (request, response) -> whole(response, ascii(Site.hash(body(request))))),
            Map.entry("/refusing", (_, response) -> response.setStatus(413)));

    /// Answers one request.
    private interface Page {
        void answer(Request request, Response response) throws IOException;
    }

    JettyPages(Site site) {
        this.site = site;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put("X-Client-Port", String.valueOf(Request.getRemotePort(request)));
        Page page = page(Request.getPathInContext(request));
        if (page == null) {
            return false;
        }
        page.answer(request, response);
        callback.succeeded();
        return true;
    }

    private @Nullable Page page(String path) {
        return path.startsWith("/chunked/") ? this::chunked : pages.get(path);
    }

    private void chunked(Request request, Response response) throws IOException {
        String file = Request.getPathInContext(request).substring(1);
        inChunks(response, site.read(file), Integer.parseInt(file.split("x", -1)[1]));
    }

    private static void fields(Request request, Response response) throws IOException {
        for (int i = 0; i < Site.FIELD_COUNT; i++) {
            response.getHeaders().put("X-Field-" + i, "value " + i);
        }
        whole(response, Site.small());
    }

    private static void seen(Request request, Response response) throws IOException {
        whole(response, ascii(request.getHeaders().get("X-Field-" + (Site.FIELD_COUNT - 1))));
    }

    private static void closing(Request request, Response response) throws IOException {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        whole(response, Site.small());
    }

    private static void untilClose(Request request, Response response) throws IOException {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        inChunks(response, Site.body(Site.UNTIL_CLOSE_OCTETS), LARGE_CHUNK);
    }

    private static void trailers(Request request, Response response) throws IOException {
        response.setTrailersSupplier(() -> HttpFields.build().put("X-Octets", String.valueOf(Site.SMALL.length())));
        inChunks(response, Site.small(), Site.SMALL.length());
    }

    private static void hints(Request request, Response response) throws IOException {
        response.writeInterim(103, HttpFields.build().put("Link", "</style.css>; rel=preload"))
                .join();
        whole(response, Site.small());
    }

    private static byte[] body(Request request) throws IOException {
        return Content.Source.asInputStream(request).readAllBytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void whole(Response response, byte[] body) throws IOException {
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
    }

    private static void inChunks(Response response, byte[] body, int size) throws IOException {
        for (int at = 0; at < body.length; at += size) {
            Content.Sink.write(response, false, ByteBuffer.wrap(body, at, Math.min(size, body.length - at)));
        }
    }
}
