package wirebench.server.answer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import wirebench.server.config.ConnectionFault;
import wirebench.server.config.Scenario;
import wirebench.server.config.ServerConfig;
import wirebench.server.count.Tally;
import wirebench.server.http.DateField;
import wirebench.server.http.HeadWriter;
import wirebench.server.http.Octets;
import wirebench.server.http.Refusal;
import wirebench.server.http.Step;

/// All answers of one event loop, and the Date in those that are prepared.
///
/// Confined to the event loop.
public final class Answers {
    static final String HELLO = "Hello, World!";

    private static final String HELLO_JSON = "{\"message\":\"Hello, World!\"}";

    private final DateField date = new DateField();
    private final HeadWriter heads = new HeadWriter(date);
    private final Pattern pattern = new Pattern();
    private final PatternBody body = new PatternBody(pattern);
    private final ByteBuffer scratch;
    private final List<Tally> tallies;
    private final ServerConfig config;
    private final Capacity capacity;
    private final Standstill standstill;
    private final List<Canned> dated = new ArrayList<>();

    private final Map<Scenario, Answer> byScenario = new EnumMap<>(Scenario.class);
    private final Map<Refusal, Answer> refusals = new EnumMap<>(Refusal.class);
    private final Map<Scenario.Methods, Answer> notAllowed = new EnumMap<>(Scenario.Methods.class);
    private final Answer notFound;

    /// @param outputOctets the capacity of the outputs that the answers will be written to
    /// @param tallies what `/counters` adds up
    /// @param config what some of the answers depend on
    /// @param capacity of the server
    /// @param standstill of the server
    public Answers(
            int outputOctets, List<Tally> tallies, ServerConfig config, Capacity capacity, Standstill standstill) {
        this.capacity = capacity;
        this.standstill = standstill;
        this.config = config;
        this.scratch = ByteBuffer.allocateDirect(outputOctets);
        this.tallies = tallies;
        for (Scenario scenario : Scenario.values()) {
            byScenario.put(scenario, make(scenario));
        }
        for (Refusal refusal : Refusal.values()) {
            refusals.put(refusal, text(refusal.status(), "", refusal.sentence()));
        }
        for (Scenario.Methods methods : Scenario.Methods.values()) {
            String allow = "Allow: " + methods.allow() + "\r\n";
            notAllowed.put(methods, text(405, allow, "this scenario answers " + methods.allow()));
        }
        notFound = text(404, "", "no such scenario; GET / lists them");
    }

    private Answer make(Scenario scenario) {
        return switch (scenario) {
            case PLAINTEXT -> canned(200, HeadWriter.TEXT, HELLO);
            case JSON -> canned(200, HeadWriter.JSON, HELLO_JSON);
            case BYTES -> PatternAnswer.ofKnownLength(heads, body, scenario.parameter("N"));
            case CHUNKED -> new ChunkedAnswer(heads, body, pattern);
            case DELAY -> new DelayedAnswer(canned(200, HeadWriter.TEXT, HELLO));
            case CAPACITY -> new CapacityAnswer(capacity, canned(200, HeadWriter.TEXT, HELLO), overloaded());
            case ECHO -> new EchoAnswer(heads);
            case GET -> new RequestAnswer(heads, scratch);
            case STATUS -> new StatusAnswer(heads);
            case CLOSE -> PatternAnswer.untilClose(heads, body, scenario.parameter("octets"));
            case FIELDS -> new FieldsAnswer(heads, pattern);
            case RESET_BEFORE_HEAD -> (_, _, _) -> Step.RESET;
            case RESET_IN_BODY -> new CutAnswer(heads, pattern, Step.RESET);
            case TRUNCATE -> new CutAnswer(heads, pattern, Step.CUT);
            case TRUNCATE_RECORD -> new CutAnswer(heads, pattern, Step.CUT_RECORD);
            case HALF_CLOSE -> new HalfCloseAnswer(canned(200, HeadWriter.TEXT, HELLO));
            case GARBAGE -> new GarbageAnswer();
            case RESET_IN_HEAD -> new HalfHeadAnswer(Step.RESET);
            case STALL_IN_HEAD -> new HalfHeadAnswer(Step.STALL);
            case STALL_IN_BODY -> new CutAnswer(heads, pattern, Step.STALL);
            case STORM -> new SeededAnswer(scenario, canned(200, HeadWriter.TEXT, HELLO), List.of(unavailable()));
            case FLAKY -> new SeededAnswer(scenario, canned(200, HeadWriter.TEXT, HELLO), faults(scenario));
            case DRIP -> new DripAnswer(scenario, HELLO);
            case STALL -> (_, _, _) -> Step.STALL;
            case STALL_ONCE -> new StallOnceAnswer(standstill, canned(200, HeadWriter.TEXT, HELLO));
            case BEARER -> bearer();
            case COUNTERS -> new CountersAnswer(heads, scratch, tallies);
            case LIST -> canned(200, HeadWriter.TEXT, list());
        };
    }

    private Answer unavailable() {
        return text(503, "Retry-After: 0\r\n", "this is on purpose");
    }

    /// Without a Retry-After: when to come back is for the client's policy to decide.
    private Answer overloaded() {
        return text(503, "", "too many requests are in service");
    }

    /// What a client can meet in turn: it is told to come later, or the answer ends too early, or takes its time.
    private List<Answer> faults(Scenario scenario) {
        return List.of(
                unavailable(),
                (_, _, _) -> Step.RESET,
                new HalfHeadAnswer(Step.RESET),
                new CutAnswer(heads, pattern, Step.RESET),
                new CutAnswer(heads, pattern, Step.CUT),
                new DripAnswer(scenario, HELLO));
    }

    /// RFC 6750 §3: without credentials nothing but the scheme is said.
    private Answer bearer() {
        Canned unauthorized = text(401, "WWW-Authenticate: Bearer\r\n", "this scenario wants its bearer token");
        return new BearerAnswer(config.bearerToken(), canned(200, HeadWriter.TEXT, HELLO), unauthorized);
    }

    private Canned text(int status, String fields, String sentence) {
        String body = status + " " + HeadWriter.reason(status) + ": " + sentence + "\n";
        return canned(status, Octets.of(fields + "Content-Type: text/plain\r\n"), body);
    }

    private Canned canned(int status, byte[] fields, String body) {
        Canned canned = Canned.of(heads, status, fields, body);
        dated.add(canned);
        return canned;
    }

    private static String list() {
        int width = Stream.of(Scenario.values())
                .mapToInt(scenario -> scenario.path().length())
                .max()
                .orElse(0);
        StringBuilder list = new StringBuilder("wirebench loopback server\n\n");
        for (Scenario scenario : Scenario.values()) {
            list.append(scenario.path())
                    .repeat(' ', width + 1 - scenario.path().length())
                    .append(scenario.sentence())
                    .append('\n');
        }
        return list.toString();
    }

    /// Brings the Date up to a moment since 1970.
    public void date(long epochSecond) {
        date.set(epochSecond);
        for (int i = 0; i < dated.size(); i++) {
            dated.get(i).date(date);
        }
    }

    Answer of(Scenario asked) {
        boolean truncated = config.fault() == ConnectionFault.TRUNCATED_RECORD && asked != Scenario.COUNTERS;
        Scenario scenario = truncated ? Scenario.TRUNCATE_RECORD : asked;
        return Objects.requireNonNull(byScenario.get(scenario));
    }

    Answer notFound() {
        return notFound;
    }

    Answer notAllowed(Scenario.Methods methods) {
        return Objects.requireNonNull(notAllowed.get(methods));
    }

    Answer refusal(Refusal refusal) {
        return Objects.requireNonNull(refusals.get(refusal));
    }

    /// The octets of patterned bodies.
    public Pattern pattern() {
        return pattern;
    }
}
