package wirebench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wirebench.client.ExchangeException;
import wirebench.client.HttpClient;
import wirebench.client.HttpRequest;
import wirebench.client.ResponseHandler;
import wirebench.client.Url;
import wirebench.client.body.RequestBody;
import wirebench.client.config.ClientConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.protocol.Limits;

/// `wirebench send`: one exchange per URL, in order, over one client.
@Command(
        name = "send",
        header = "Send a request to each URL, in order, over one client, and print the bodies.",
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  wirebench send http://127.0.0.1:8080/plaintext",
            "  wirebench send -i --client nio http://127.0.0.1:8080/get",
            "  wirebench send -X PUT -d @body.json http://127.0.0.1:8080/echo",
            "  wirebench send --trace http://127.0.0.1:8080/chunked/3x10"
        })
final class Send implements Callable<Integer> {
    /// What `--json` holds in memory unless it is told otherwise.
    private static final long JSON_BODY_OCTETS = 64L * 1024 * 1024;

    private final Streams streams;
    private final Complaints complaints;
    private final Output out;

    @Parameters(arity = "1..*", paramLabel = "URL", description = "Such as http://127.0.0.1:8080/plaintext.")
    private List<String> urls = new ArrayList<>();

    @Mixin
    private RequestOptions requestOptions = new RequestOptions();

    @Option(
            names = {"-d", "--data"},
            paramLabel = "DATA|@FILE|@-",
            description = "Body: this text, the octets of a file, or standard input.")
    private @Nullable String data;

    @Option(
            names = {"-i", "--include"},
            description = "Print the status line and the fields before the body.")
    private boolean withHead;

    @Option(
            names = "--json",
            description = "Print one JSON object per exchange; times are in microseconds, bodies are held in memory.")
    private boolean json;

    @Option(
            names = "--trace",
            description = "Show on standard error what is sent, the heads that come, and the time of each phase.")
    private boolean trace;

    @Option(names = "--keep-going", description = "Go on with the next URL after a failure.")
    private boolean keepGoing;

    @Mixin
    private ClientSetup setup = new ClientSetup();

    Send(Streams streams, Complaints complaints) {
        this.streams = streams;
        this.complaints = complaints;
        this.out = new Output(streams.out());
    }

    /// Carries out the command.
    ///
    /// @return the exit code
    @Override
    public Integer call() {
        ClientConfig config = setup.config(kept -> kept, json ? JSON_BODY_OCTETS : Limits.DEFAULT.bodyOctets());
        ResilienceConfig resilience = setup.resilience();
        List<HttpRequest> requests = requests();
        try (HttpClient client = setup.open(config, resilience)) {
            return send(client, requests).number();
        }
    }

    /// All of them before the first is sent, so that a mistake in the last URL sends nothing.
    private List<HttpRequest> requests() {
        List<HttpRequest> requests = new ArrayList<>();
        RequestBody body = BodyText.stream(data, streams.in());
        for (String url : urls) {
            try {
                requests.add(requestOptions.request(url, body));
            } catch (IllegalArgumentException e) {
                if (json) {
                    JsonReply.printError(out, Url.withoutUserinfo(url), Trouble.misuse(TerminalText.of(e)));
                }
                throw new Misuse(e);
            }
        }
        return requests;
    }

    private ExitCode send(HttpClient client, List<HttpRequest> requests) {
        ExitCode first = ExitCode.OK;
        for (int i = 0; i < requests.size(); i++) {
            ExitCode code = send(client, requests.get(i), urls.get(i));
            first = first == ExitCode.OK ? code : first;
            if (first != ExitCode.OK && !keepGoing) {
                break;
            }
        }
        return first;
    }

    private ExitCode send(HttpClient client, HttpRequest request, String url) {
        Reply reply = json ? new JsonReply(out, url) : new StreamedReply(out, withHead);
        try {
            exchange(client, request, reply);
            reply.received();
            return ExitCode.OK;
        } catch (Output.Closed e) {
            throw e;
        } catch (ExchangeException | RuntimeException e) {
            Trouble trouble = Trouble.of(e);
            reply.failed(trouble);
            complaints.print(url, trouble, e);
            return trouble.code();
        }
    }

    private void exchange(HttpClient client, HttpRequest request, ResponseHandler reply) throws ExchangeException {
        if (!trace) {
            client.exchange(request, reply);
            return;
        }
        Trace traced = new Trace(streams.err(), reply);
        traced.sending(request);
        try {
            client.exchange(request, traced);
        } finally {
            traced.ended();
        }
    }
}
