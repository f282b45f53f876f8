package wirebench.reports.suite;

import java.util.Arrays;
import java.util.Optional;
import wirebench.reports.files.Cell;

/// The benchmarks that the report knows by name. Others are shown too, under their own names, after these.
enum Benchmark {
    KEEP_ALIVE(
            "KeepAlive.exchange",
            "Kept-alive connections",
            "How many exchanges does each client complete in a second when a given number are always in flight?"),
    FLOOR(
            "Floor.exchange",
            "The floor",
            "How fast are raw reads and writes of the same octets, in the same model, without any HTTP?"),
    COLD_CONNECT(
            "ColdConnect.exchange",
            "A new connection for each exchange",
            "What does an exchange cost when nothing is reused: connect, one exchange, close?"),
    PEER_EXCHANGE(
            "PeerExchange.exchange",
            "Off-the-shelf clients",
            "How many exchanges do other clients complete in a second, each set up as its documentation advises?"),
    POOL_ONLY(
            "PoolOnly.lease",
            "Pools alone",
            "What does it cost to lease and to release, with no network behind the pool?"),
    POOL_HOLD(
            "PoolOnly.hold",
            "Pools alone, while others wait",
            "How many leases are there in a second if each is held while its thread lets others run, who come to wait?"),
    RECORD_WRITES(
            "RecordWrites.write",
            "A thousand small records",
            "What does a buffer save when a thousand records of ten octets are written to a socket?"),
    BUFFERING(
            "Buffering.exchange",
            "Where octets are buffered",
            "What does it cost where the octets of an exchange are gathered and read to?"),
    POOLING(
            "Pooling.exchange",
            "Which connection an exchange gets",
            "Which connection should an exchange get, with enough for all and with too few? A response time begins with"
                    + " the wait for a connection, which is told apart as acquire."),
    WAITING(
            "Waiting.exchange",
            "How octets are waited for",
            "Is it worth to look again and again, and how should virtual threads be scheduled?"),
    PIPELINING(
            "Pipelining.exchange",
            "Requests one behind another",
            "What is it worth to send requests on a connection without waiting for the answers?"),
    SIZES(
            "Sizes.exchange",
            "The size of bodies",
            "How does the cost of an exchange grow with its body, and should one that is sent be copied or gathered?"),
    DELAY(
            "Delay.exchange",
            "A server that takes its time",
            "How many exchanges can each client keep in flight? An operation is a round of all that are in flight."),
    HANDSHAKES(
            "Handshakes.exchange",
            "A TLS handshake for each exchange",
            "What does a session that is resumed save when every exchange has a connection of its own?"),
    SECURED(
            "Secured.exchange",
            "Kept-alive connections by way of TLS",
            "What does TLS cost on kept-alive connections, by the size of the body?"),
    SECURE_PEERS(
            "SecurePeers.exchange",
            "Off-the-shelf clients by way of TLS",
            "How many exchanges do other clients complete in a second by way of the JDK's TLS?"),
    RECORD_SEAL(
            "RecordSeal.exchange",
            "A TLS record each way, in memory",
            "What do records take and allocate by the JDK's engine alone, and what does our client add?"),
    HEAD_DECODE(
            "HeadDecode.decode",
            "Decoding a response head",
            "How fast is a response understood, whole or arriving in fragments, by our decoder and by others?"),
    CHUNK_DECODE(
            "ChunkDecode.decode",
            "Decoding a chunked body",
            "How fast is the chunked coding removed from a body? An operation is an octet: operations per nanosecond are GB/s."),
    BODY_COPY(
            "BodyFloor.copy",
            "The floor of chunked bodies: copy",
            "How fast are the same octets copied without any coding? An operation is an octet."),
    BODY_READ(
            "BodyFloor.read",
            "The floor of chunked bodies: read",
            "How fast are the same octets read without any coding? An operation is an octet."),
    REQUEST_ENCODE(
            "RequestEncode.encode",
            "Encoding a request",
            "How fast is a request turned into octets, by our encoder and by others?"),
    HEAD_SCAN(
            "HeadScan.scan",
            "Finding the ends of field values",
            "Octet by octet, in words of eight octets, or in vectors?");

    private final String id;
    private final String title;
    private final String question;

    Benchmark(String id, String title, String question) {
        this.id = id;
        this.title = title;
        this.question = question;
    }

    /// The benchmark of that class and method, such as `KeepAlive.exchange`.
    static Optional<Benchmark> of(String name) {
        return Arrays.stream(values()).filter(known -> known.id.equals(name)).findFirst();
    }

    boolean isOf(Cell cell) {
        return cell.id().benchmark().equals(id);
    }

    /// What the report calls it.
    String title() {
        return title;
    }

    /// What it was written to find out.
    String question() {
        return question;
    }
}
