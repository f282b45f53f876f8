package wirebench.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which requests may be sent at all, in regular expressions, from RFC 9110 and RFC 9112. It shares nothing with
/// the checks of [RequestHead].
final class RequestGrammar {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE =
            Pattern.compile("(?:[!-~\\x80-\\xff](?:[\\t -~\\x80-\\xff]*[!-~\\x80-\\xff])?)?");
    private static final Pattern HOST = Pattern.compile("[!$%&'()*+,\\-.0-9:;=A-Z\\[\\]_a-z~]*");
    private static final Pattern ORIGIN_FORM =
            Pattern.compile("/(?:[!$&'()*+,\\-./0-9:;=?@A-Z_a-z~]|%[0-9A-Fa-f]{2})*");
    private static final Pattern AUTHORITY_FORM =
            Pattern.compile("(?:[!$&'()*+,\\-.0-9:;=A-Z\\[\\]_a-z~]|%[0-9A-Fa-f]{2})+:[0-9]+");
    private static final Pattern CONTINUE = Pattern.compile("(?i)100-continue");
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "upgrade");
    private static final Pattern BANNED_TRAILER = Pattern.compile(
            "(?i)content-(length|type|encoding|range)|transfer-encoding|trailer|te|connection|keep-alive|upgrade"
                    + "|proxy-connection|host|cache-control|pragma|expect|max-forwards|range|if-.*|authorization"
                    + "|proxy-authorization|(www|proxy)-authenticate|(set-)?cookie2?");

    private RequestGrammar() {}

    static boolean allowsHead(FuzzedRequest request) {
        return is(TOKEN, request.method())
                && targetFits(request)
                && request.fields().stream().allMatch(RequestGrammar::isField)
                && request.fields().stream()
                        .noneMatch(field -> OWN.contains(field.name().toLowerCase(Locale.ROOT)))
                && hostFits(request)
                && bodyFits(request)
                && expectationFits(request);
    }

    static boolean allowsTrailers(FuzzedRequest request) {
        return request.trailers().stream().allMatch(field -> isField(field) && !is(BANNED_TRAILER, field.name()));
    }

    private static boolean isField(Field field) {
        return is(TOKEN, field.name()) && is(VALUE, field.value());
    }

    private static boolean targetFits(FuzzedRequest request) {
        return switch (request.method()) {
            case "CONNECT" -> is(AUTHORITY_FORM, request.target());
            case "OPTIONS" -> request.target().equals("*") || is(ORIGIN_FORM, request.target());
            default -> is(ORIGIN_FORM, request.target());
        };
    }

    private static boolean hostFits(FuzzedRequest request) {
        List<String> hosts = ReferenceFields.values(request.fields(), "Host");
        return hosts.size() <= 1 && is(HOST, hosts.isEmpty() ? request.host() : hosts.getFirst());
    }

    private static boolean bodyFits(FuzzedRequest request) {
        boolean announced = !(request.framing() instanceof RequestFraming.None);
        return !announced || !Set.of("TRACE", "CONNECT").contains(request.method());
    }

    private static boolean expectationFits(FuzzedRequest request) {
        List<String> expectations = ReferenceFields.values(request.fields(), "Expect");
        boolean content = switch (request.framing()) {
            case RequestFraming.None _ -> false;
            case RequestFraming.Length length -> length.octets() > 0;
            case RequestFraming.Chunked _ -> true;
        };
        return expectations.isEmpty() || (content && expectations.size() == 1 && is(CONTINUE, expectations.getFirst()));
    }

    private static boolean is(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }
}
