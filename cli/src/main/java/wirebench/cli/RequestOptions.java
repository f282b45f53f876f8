package wirebench.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wirebench.client.HttpRequest;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.protocol.Fields;

/// The options that say what to send.
final class RequestOptions {
    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            description = "Method (default: GET, or POST if there is a body).")
    private @Nullable String method;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'Name: value'",
            description = "Field to send; may be repeated.")
    private List<String> fields = new ArrayList<>();

    /// Checks and lays out a request.
    ///
    /// @throws IllegalArgumentException if a part is not allowed in a request, with what is wrong
    HttpRequest request(String url, RequestBody body) {
        return HttpRequest.of(method(body), Url.parse(url), fields(), body);
    }

    private String method(RequestBody body) {
        if (method != null) {
            return method;
        }
        return body instanceof RequestBody.None ? "GET" : "POST";
    }

    private Fields fields() {
        Fields checked = Fields.NONE;
        for (String field : fields) {
            int colon = field.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("not a field: '" + field + "'; write -H 'Name: value'");
            }
            checked = checked.with(field.substring(0, colon), trimmed(field.substring(colon + 1)));
        }
        return checked;
    }

    /// Without the white space around it (RFC 9112 section 5), and without any other: strip() would also take the
    /// line ends that have to be refused.
    private static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
