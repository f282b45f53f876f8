package wirebench.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wirebench.protocol.RequestTarget;

/// An absolute `http` or `https` URL. Immutable; a fragment is dropped, and userinfo is refused (RFC 9110 section
/// 4.2.4) without being repeated. What a URL may hold only percent-encoded is refused as well (RFC 3986).
///
/// @param scheme how octets travel, and which port is meant where none is given
/// @param host a name, an IPv4 address, or an IPv6 address without brackets, in lower case
/// @param port from 1 to 65535
/// @param target path and query as they are sent, at least `/`
public record Url(Scheme scheme, String host, int port, String target) {
    private static final int LAST_PORT = 65_535;
    private static final String HIDDEN = "...";

    /// Parses a URL.
    ///
    /// @param text such as `http://127.0.0.1:8080/path?query` or `http://[::1]/`
    /// @return the URL
    /// @throws IllegalArgumentException if it is none, with what is wrong and what to do
    public static Url parse(String text) {
        Scheme scheme = scheme(text);
        int authorityStart = scheme.prefix().length();
        int authorityEnd = endOfAuthority(text, authorityStart);
        String authority = text.substring(authorityStart, authorityEnd);
        if (authority.indexOf('@') >= 0) {
            throw wrong(text, "a user name in a URL is refused; send an Authorization field instead");
        }
        int hostEnd = endOfHost(text, authority);
        String host = host(text, authority.substring(0, hostEnd));
        int port = port(text, authority.substring(hostEnd), scheme);
        return new Url(scheme, host, port, target(text, text.substring(authorityEnd)));
    }

    /// Where requests for this URL go.
    ///
    /// @return scheme, host and port
    public Origin origin() {
        return new Origin(scheme == Scheme.HTTPS, host, port);
    }

    /// The value of the Host field: brackets around an IPv6 address, the port unless it is the scheme's own, no
    /// zone id.
    ///
    /// @return as it is sent
    public String hostField() {
        int zone = host.indexOf('%');
        String withoutZone = zone < 0 ? host : host.substring(0, zone);
        String bracketed = host.indexOf(':') >= 0 ? "[" + withoutZone + "]" : withoutZone;
        return port == scheme.port() ? bracketed : bracketed + ":" + port;
    }

    @Override
    public String toString() {
        return scheme.prefix() + origin() + target;
    }

    /// Hides what may be a user's name and password in text that was meant as a URL: all up to the last `@`,
    /// since who writes them there may have encoded nothing.
    ///
    /// @param text whatever was given
    /// @return the text as it may be shown
    public static String withoutUserinfo(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return text;
        }
        int slashes = text.indexOf("//");
        String scheme = slashes >= 0 && slashes < at ? text.substring(0, slashes + 2) : "";
        return scheme + HIDDEN + text.substring(at);
    }

    private static Scheme scheme(String text) {
        for (Scheme scheme : Scheme.values()) {
            String prefix = scheme.prefix();
            if (text.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return scheme;
            }
        }
        throw wrong(text, "it must begin with http:// or https://");
    }

    private static int endOfAuthority(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if ("/?#".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static int endOfHost(String text, String authority) {
        if (!authority.startsWith("[")) {
            int colon = authority.indexOf(':');
            return colon < 0 ? authority.length() : colon;
        }
        int bracket = authority.indexOf(']');
        if (bracket < 0) {
            throw wrong(text, "the bracket of the IPv6 address is not closed");
        }
        return bracket + 1;
    }

    private static String host(String text, String host) {
        if (host.startsWith("[")) {
            return address(text, host.substring(1, host.length() - 1));
        }
        if (host.isEmpty()) {
            throw wrong(text, "the host is missing");
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!isUnreserved(c)) {
                throw wrong(text, "the host must not hold " + shown(c) + " (write an international name in punycode)");
            }
        }
        return host.toLowerCase(Locale.ROOT);
    }

    /// A zone stands behind `%25` (RFC 6874), or, as people write it, behind `%`.
    private static String address(String text, String address) {
        int percent = address.indexOf('%');
        String digits = percent < 0 ? address : address.substring(0, percent);
        boolean wellFormed = digits.indexOf(':') >= 0 && digits.chars().allMatch(Url::isAddressCharacter);
        if (!wellFormed) {
            throw wrong(text, "what stands in brackets is not an IPv6 address");
        }
        return percent < 0
                ? digits.toLowerCase(Locale.ROOT)
                : digits.toLowerCase(Locale.ROOT) + "%" + zone(text, address.substring(percent + 1));
    }

    private static String zone(String text, String written) {
        String zone = written.startsWith("25") ? written.substring(2) : written;
        if (zone.isEmpty() || !zone.chars().allMatch(Url::isUnreserved)) {
            throw wrong(text, "the zone behind the IPv6 address must be letters, digits and -._~");
        }
        return zone;
    }

    private static boolean isAddressCharacter(int c) {
        return (Character.digit(c, 16) >= 0 && c < 0x7f) || c == ':' || c == '.';
    }

    private static boolean isUnreserved(int c) {
        boolean letterOrDigit = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
        return letterOrDigit || "-._~".indexOf(c) >= 0;
    }

    private static int port(String text, String afterHost, Scheme scheme) {
        if (afterHost.isEmpty() || afterHost.equals(":")) {
            return scheme.port();
        }
        Integer port = afterHost.startsWith(":") ? number(afterHost.substring(1)) : null;
        if (port == null || port < 1 || port > LAST_PORT) {
            throw wrong(text, "what stands behind the host is not a port from 1 to 65535");
        }
        return port;
    }

    private static @Nullable Integer number(String digits) {
        boolean number = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.valueOf(digits) : null;
    }

    private static String target(String text, String afterAuthority) {
        int fragment = afterAuthority.indexOf('#');
        String target = fragment < 0 ? afterAuthority : afterAuthority.substring(0, fragment);
        int wrong = RequestTarget.wrongAt(target);
        if (wrong >= 0) {
            throw wrong(text, "path and query must not hold " + encodable(target.charAt(wrong)));
        }
        return target.startsWith("/") ? target : "/" + target;
    }

    private static String encodable(char c) {
        return c == '%'
                ? "'%' without two hexadecimal digits behind it; write %25 for the sign itself"
                : shown(c) + "; percent-encode it" + (c < 0x80 ? String.format(" as %%%02X", (int) c) : "");
    }

    private static String shown(char c) {
        return c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }

    private static IllegalArgumentException wrong(String text, String why) {
        StringBuilder printable = new StringBuilder();
        withoutUserinfo(text).chars().limit(200).forEach(c -> printable.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
        return new IllegalArgumentException("not a URL to send to: '" + printable + "': " + why);
    }
}
