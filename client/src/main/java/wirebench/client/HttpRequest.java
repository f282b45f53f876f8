package wirebench.client;

import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;
import wirebench.protocol.RequestHead;

/// A request, checked and laid out once; it may be sent any number of times, also at the same time. Immutable.
public final class HttpRequest {
    private final Url url;
    private final Origin origin;
    private final RequestBody body;
    private final RequestHead head;

    private HttpRequest(Url url, RequestBody body, RequestHead head) {
        this.url = url;
        this.origin = url.origin();
        this.body = body;
        this.head = head;
    }

    /// A request without fields of the caller's or a body.
    ///
    /// @param url such as `http://127.0.0.1:8080/plaintext`
    /// @return the request
    /// @throws IllegalArgumentException if it is no URL to send to
    public static HttpRequest get(String url) {
        return of("GET", Url.parse(url), Fields.NONE, RequestBody.none());
    }

    /// A request.
    ///
    /// @param method a token, case-sensitive
    /// @param url where to send it
    /// @param fields what to send besides Host and the framing fields
    /// @param body what it carries
    /// @return the request
    /// @throws IllegalArgumentException if a part is not allowed in a request
    public static HttpRequest of(String method, Url url, Fields fields, RequestBody body) {
        String target = method.equals("CONNECT") ? url.origin().toString() : url.target();
        return new HttpRequest(url, body, RequestHead.of(method, target, url.hostField(), fields, body.framing()));
    }

    /// The method.
    ///
    /// @return a token
    public String method() {
        return head.method();
    }

    /// Where it is sent.
    ///
    /// @return the URL
    public Url url() {
        return url;
    }

    /// Where connections for it lead.
    ///
    /// @return host and port
    public Origin origin() {
        return origin;
    }

    /// What it carries.
    ///
    /// @return the body
    public RequestBody body() {
        return body;
    }

    /// Whether it may be sent again after a connection broke before an answer came: the method is idempotent (RFC
    /// 9110 section 9.2.2), and the body can be had again.
    ///
    /// @return true if a retry is allowed
    public boolean repeatable() {
        return head.idempotent() && body.repeatable();
    }

    /// The head as it is sent.
    ///
    /// @return the head
    public RequestHead head() {
        return head;
    }

    @Override
    public String toString() {
        return method() + " " + url;
    }
}
