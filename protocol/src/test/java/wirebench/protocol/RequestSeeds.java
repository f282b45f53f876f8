package wirebench.protocol;

import java.util.List;

/// Requests to begin to fuzz with: each part of a request occurs, and each way to go wrong with it.
final class RequestSeeds {
    private static final byte NONE = 0;
    private static final byte LENGTH = 1;
    private static final byte CHUNKED = 2;
    private static final byte TOO_MUCH = 3;
    private static final byte TOO_LITTLE = 4;

    private RequestSeeds() {}

    static List<byte[]> all() {
        return List.of(
                seed(NONE, 0, "GET", "/", "h", ""),
                seed(NONE, 0, "GET", "/a/b?c=d&e=%20", "example.org:8080", "", "Accept", "*/*", "X-A", "a b\tc"),
                seed(NONE, 0, "OPTIONS", "*", "[::1]:80", "", "Connection", "close"),
                seed(NONE, 0, "CONNECT", "h:443", "h:443", ""),
                seed(LENGTH, 0, "CONNECT", "h:443", "h:443", "x"),
                seed(NONE, 0, "TRACE", "/", "", ""),
                seed(CHUNKED, 0, "TRACE", "/", "h", ""),
                seed(NONE, 0, "POST", "/", "h", ""),
                seed(LENGTH, 0, "PUT", "/", "h", "hello", "X", "caf\u00e9"),
                seed(TOO_MUCH, 0, "PUT", "/", "h", "hello"),
                seed(TOO_LITTLE, 0, "PATCH", "/", "h", "hello"),
                seed(CHUNKED, 0, "POST", "/", "h", "0\r\n\r\nGET / HTTP/1.1\r\n\r\n", "Trailer", "X"),
                seed(CHUNKED, 2, "POST", "/", "h", "hello", "Accept", "a", "X-Sum", "1", "X-Two", ""),
                seed(CHUNKED, 1, "POST", "/", "h", "hello", "Content-Length", "5"),
                seed(CHUNKED, 1, "POST", "/", "h", "hello", "If-Match", "\"a\""),
                seed(CHUNKED, 1, "POST", "/", "h", "hello", "Authorization", "x"),
                seed(LENGTH, 0, "POST", "/", "h", "hello", "Expect", "100-Continue"),
                seed(LENGTH, 0, "POST", "/", "h", "hello", "Expect", "100-continue", "expect", "100-continue"),
                seed(NONE, 0, "GET", "/", "h", "", "Expect", "100-continue"),
                seed(LENGTH, 0, "POST", "/", "h", "hello", "Expect", "more"),
                seed(NONE, 0, "GET", "/", "h", "", "Host", "other:81"),
                seed(NONE, 0, "GET", "/", "h", "", "Host", "a", "host", "b"),
                seed(NONE, 0, "GET", "/", "h", "", "Transfer-Encoding", "chunked"),
                seed(NONE, 0, "GET", "/\r\nX: 1", "h", ""),
                seed(NONE, 0, "GET", "/#f", "u@h", "", "X", "a\r\nY: b"),
                seed(NONE, 0, "G\u010aT", "/\u010d\u010a", "h\u0100", "", "X\u0120", "\u010d\u010aY: b", ":", " "),
                seed(NONE, 0, "GET", "http://h/", "h", "", "", "", "X Y", "a\u0000b", "Z", "\u007f"));
    }

    private static byte[] seed(byte framing, int trailers, String... texts) {
        return FuzzedRequest.input(new byte[] {framing, 20, 3, (byte) trailers, 0}, texts);
    }
}
