package wirebench.server.answer;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wirebench.server.config.Scenario;
import wirebench.server.count.Account;
import wirebench.server.http.BodyReader;
import wirebench.server.http.BufferPool;
import wirebench.server.http.HeadParser;
import wirebench.server.http.Method;
import wirebench.server.http.Octets;
import wirebench.server.http.Persistence;
import wirebench.server.http.Refusal;
import wirebench.server.http.RequestHead;
import wirebench.server.http.Step;

/// One request after the other on one connection, and the answer to each: everything but the I/O.
///
/// ```
/// HEAD -> [CONTINUE ->] [BODY ->] ANSWER -> HEAD ...
/// ```
///
/// A request's body is read before the answer begins, except where the answer takes the body itself. Pipelined
/// requests are answered in order, as many per call as the output has room for. Confined to the event loop.
public final class Exchange {
    private static final byte[] INTERIM = Octets.of("HTTP/1.1 100 Continue\r\n\r\n");

    private enum Stage {
        HEAD,
        CONTINUE,
        BODY,
        ANSWER
    }

    private final Answers answers;
    private final BufferPool buffers;
    private final Account account;
    private final RequestHead head = new RequestHead();
    private final HeadParser parser = new HeadParser(head);
    private final Arguments arguments = new Arguments();
    private final Progress progress = new Progress();
    private final BodyReader body;

    private Stage stage = Stage.HEAD;
    private Answer answer;
    private Persistence persistence = Persistence.KEPT;
    private boolean refused;
    private int headStart; // in the input, or in keptHead
    private @Nullable ByteBuffer keptHead;

    public Exchange(Answers answers, BufferPool buffers, Account account, long maxBodyOctets) {
        this.answers = answers;
        this.buffers = buffers;
        this.account = account;
        this.body = new BodyReader(maxBodyOctets);
        this.answer = answers.notFound();
    }

    /// Goes as far as the octets in `in` and the room in `out` allow.
    ///
    /// @return what is needed to go further; never [Step#GO_ON] or [Step#DONE]
    public Step advance(ByteBuffer in, ByteBuffer out) {
        Step step;
        do {
            step = switch (stage) {
                case HEAD -> head(in);
                case CONTINUE -> interim(out);
                case BODY -> body(in);
                case ANSWER -> answer(in, out);
            };
        } while (step == Step.GO_ON);
        return step;
    }

    private Step head(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return Step.READ;
        }
        headStart = in.position();
        return switch (parser.feed(in)) {
            case INCOMPLETE -> Step.READ;
            case COMPLETE -> begin(in);
            case REFUSED -> {
                account.request(false);
                account.in(parser.scanned());
                yield refuse(Objects.requireNonNull(parser.refusal()));
            }
        };
    }

    private Step begin(ByteBuffer in) {
        persistence = head.persistence();
        progress.clear();
        body.begin(head);
        Refusal refusal = select(in);
        account.in(head.length());
        if (refusal == null) {
            refusal = body.refusal();
        }
        if (refusal != null) {
            return refuse(refusal);
        }
        stage = head.awaitsContinue() ? Stage.CONTINUE : afterHead();
        return Step.GO_ON;
    }

    /// Chooses the answer.
    private @Nullable Refusal select(ByteBuffer in) {
        int targetEnd = headStart + head.targetEnd();
        int path = Router.pathStart(in, headStart + head.targetStart(), targetEnd);
        Scenario scenario = path < 0 ? null : Router.route(in, path, targetEnd, arguments);
        account.request(scenario == Scenario.COUNTERS);
        if (path < 0) {
            return Refusal.TARGET;
        }
        if (scenario == null) {
            answer = answers.notFound();
        } else if (!scenario.methods().allow(head.method())) {
            answer = answers.notAllowed(scenario.methods());
        } else if (!arguments.suit()) {
            return Refusal.ARGUMENT;
        } else {
            answer = answers.of(scenario);
        }
        return null;
    }

    private Stage afterHead() {
        return body.ended() || answer.takesBody() ? Stage.ANSWER : Stage.BODY;
    }

    private Step interim(ByteBuffer out) {
        if (out.remaining() < INTERIM.length) {
            return Step.FLUSH;
        }
        out.put(INTERIM);
        account.out(INTERIM.length);
        stage = afterHead();
        return Step.GO_ON;
    }

    private Step body(ByteBuffer in) {
        int before = in.position();
        int available = body.available(in);
        while (available > 0) {
            in.position(in.position() + available);
            body.taken(available);
            available = body.available(in);
        }
        account.in(in.position() - before);
        Refusal refusal = body.refusal();
        if (refusal != null) {
            return refuse(refusal);
        }
        if (!body.ended()) {
            return Step.READ;
        }
        stage = Stage.ANSWER;
        return Step.GO_ON;
    }

    /// Turns the request away: from now on the answer is the refusal, and the connection ends with it.
    Step refuse(Refusal refusal) {
        answer = answers.refusal(refusal);
        refused = true;
        closeAfterwards();
        stage = Stage.ANSWER;
        return Step.GO_ON;
    }

    private Step answer(ByteBuffer in, ByteBuffer out) {
        int inBefore = in.position();
        int outBefore = out.position();
        Step step = answer.write(this, in, out);
        account.in(in.position() - inBefore);
        account.out(out.position() - outBefore);
        return switch (step) {
            case DONE -> complete();
            case CLOSE, CUT, CUT_RECORD, RESET, STALL -> {
                account.fault();
                yield step;
            }
            case HALF_CLOSE -> {
                account.exchange();
                yield step;
            }
            case LINGER -> {
                account.refused();
                yield step;
            }
            case GO_ON, READ, FLUSH, STREAM, PAUSE -> step;
        };
    }

    private Step complete() {
        account.exchange();
        releaseHead();
        stage = Stage.HEAD;
        if (refused) {
            account.refused();
            return Step.LINGER;
        }
        return persistence == Persistence.CLOSED ? Step.CLOSE : Step.GO_ON;
    }

    /// Must be called before the octets in `in` are moved or dropped: saves those of a head that is still needed.
    public void suspend(ByteBuffer in) {
        if (stage == Stage.HEAD || !answer.needsHead() || keptHead != null) {
            return;
        }
        ByteBuffer kept = buffers.lease(head.length());
        for (int i = 0; i < head.length(); i++) {
            kept.put(i, in.get(headStart + i));
        }
        keptHead = kept;
        headStart = 0;
    }

    /// Gives back what the exchange holds, when the connection ends.
    public void release() {
        if (stage == Stage.ANSWER) {
            answer.abandon(this);
        }
        releaseHead();
    }

    private void releaseHead() {
        if (keptHead != null) {
            buffers.release(keptHead);
            keptHead = null;
        }
    }

    /// The buffer with the request's head, which begins at [#headStart].
    ByteBuffer headOctets(ByteBuffer in) {
        return keptHead == null ? in : keptHead;
    }

    int headStart() {
        return headStart;
    }

    Account account() {
        return account;
    }

    RequestHead head() {
        return head;
    }

    Arguments arguments() {
        return arguments;
    }

    BodyReader body() {
        return body;
    }

    /// How far the present answer has come.
    public Progress progress() {
        return progress;
    }

    Persistence persistence() {
        return persistence;
    }

    /// Lets the connection end with this answer, whatever the request asked for.
    void closeAfterwards() {
        persistence = Persistence.CLOSED;
    }

    /// Whether the answer must not have a body because the method is HEAD (RFC 9110 §9.3.2).
    boolean bodiless() {
        return head.method() == Method.HEAD;
    }
}
