package wirebench.jmh.measure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import wirebench.client.body.RequestBody;

/// The request that a benchmark makes of the server, and the body that it must answer with.
///
/// Names hold no blank, slash or equals sign, because tools that read JMH's results split parameters there:
/// `bytes-1024` stands for `/bytes/1024`, and
/// `post-1024` for a body of that size sent to `/echo`.
///
/// @param name as in the parameter of a benchmark
/// @param path as the server knows it
/// @param method GET, or POST if there is a body to send
/// @param sent the body of the request
/// @param body the whole body, chunked coding removed
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, written by nobody
public record MeasuredScenario(String name, String path, String method, RequestBody sent, byte[] body) {
    public static final String VALID = "plaintext, json, bytes-N, chunked-CHUNKSxSIZE, delay-MILLIS, post-N";
    private static final String NUMBER = "[1-9][0-9]{0,6}";
    private static final String HELLO = "Hello, World!";
    private static final int ALPHABET = 26;

    /// The scenario of that name, with the request that asks for it and the answer to expect.
    public static MeasuredScenario named(String name) {
        if (name.equals("plaintext")) {
            return get(name, "/plaintext", text(HELLO));
        }
        if (name.equals("json")) {
            return get(name, "/json", text("{\"message\":\"Hello, World!\"}"));
        }
        if (name.matches("bytes-(0|" + NUMBER + ")")) {
            return patterned(name, Integer.parseInt(name.substring("bytes-".length())));
        }
        if (name.matches("chunked-" + NUMBER + "x" + NUMBER)) {
            String[] grid = name.substring("chunked-".length()).split("x", -1);
            return patterned(name, Math.multiplyExact(Integer.parseInt(grid[0]), Integer.parseInt(grid[1])));
        }
        if (name.matches("delay-(0|" + NUMBER + ")")) {
            return get(name, "/" + name.replaceFirst("-", "/"), text(HELLO));
        }
        if (name.matches("post-" + NUMBER)) {
            byte[] body = pattern(Integer.parseInt(name.substring("post-".length())));
            return new MeasuredScenario(name, "/echo", "POST", RequestBody.of(body), body);
        }
        throw new IllegalArgumentException("there is no scenario '" + name + "'; choose one of " + VALID);
    }

    private static MeasuredScenario get(String name, String path, byte[] body) {
        return new MeasuredScenario(name, path, "GET", RequestBody.none(), body);
    }

    private static MeasuredScenario patterned(String name, int octets) {
        return get(name, "/" + name.replaceFirst("-", "/"), pattern(octets));
    }

    private static byte[] pattern(int octets) {
        byte[] body = new byte[octets];
        for (int i = 0; i < octets; i++) {
            body[i] = (byte) ('a' + i % ALPHABET);
        }
        return body;
    }

    private static byte[] text(String body) {
        return body.getBytes(StandardCharsets.US_ASCII);
    }

    /// Insists on the right answer, octet by octet.
    ///
    /// @throws IllegalStateException if it is another
    void requireBody(String arm, int status, byte[] received) {
        if (status != 200 || !Arrays.equals(received, body)) {
            throw new IllegalStateException(arm + " got status " + status + " and " + received.length
                    + " octets of body for " + path + ", not 200 and the " + body.length + " octets expected");
        }
    }
}
