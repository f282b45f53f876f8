package wirebench.load.open;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import wirebench.client.HttpClient;
import wirebench.load.ClientWork;
import wirebench.load.LoadResult;
import wirebench.load.Patience;
import wirebench.load.ProcessCost;
import wirebench.load.closed.Tally;

/// One run of an open loop, from the first arrival of its schedule to the end of the last exchange. The thread that
/// began it is the pacer, and the only one that may use it.
///
/// Between two bits of a run the schedule goes on: what is late by then is carried out at once, and its response time
/// counts from when it was meant to start.
public final class OpenWindow {
    private final OpenLoop loop;
    private final HttpClient client;
    private final Arrivals arrivals;
    private final OpenTally tally;
    private final Before before;
    private final Pacer pacer;
    private final OpenRun run;
    private final BooleanSupplier over; // one object, not one per arrival
    private final ArrivalTimes times;
    private long nextNanos;

    OpenWindow(OpenLoop loop, HttpClient client, Arrivals arrivals, OpenTally tally, Patience patience) {
        this.loop = loop;
        this.client = client;
        this.arrivals = arrivals;
        this.tally = tally;
        times = arrivals.times();
        nextNanos = times.nextNanos();
        before = new Before(tally.now(), tally.errors().snapshot(), ClientWork.of(client), ProcessCost.before());
        pacer = new Pacer();
        run = new OpenRun(pacer, patience);
        over = run::over;
    }

    OpenRun run() {
        return run;
    }

    /// Carries out the next arrivals, or fewer if the run was given up.
    ///
    /// @param number how many
    /// @throws InterruptedException if interrupted meanwhile; the loop is of no use then
    public void carryOut(int number) throws InterruptedException {
        for (int i = 0; i < number && !run.over(); i++) {
            next();
        }
    }

    /// Why the run was given up; it carries nothing out any more.
    ///
    /// @return empty if it was not
    public Optional<String> gaveUpBecause() {
        return Optional.ofNullable(run.gaveUpBecause());
    }

    void carryOutUntil(long windowNanos) throws InterruptedException {
        while (nextNanos < windowNanos && !run.over()) {
            next();
        }
    }

    private void next() throws InterruptedException {
        long intendedNanos = run.startNanos() + nextNanos;
        long nowNanos = pacer.await(intendedNanos, over);
        if (!run.over()) {
            loop.arrive(run, intendedNanos, nowNanos);
        }
        nextNanos = times.nextNanos();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /// Waits for what is in flight, and tells what was measured up to the arrival that would have been the next.
    ///
    /// @return what was measured, errors and an early end included
    /// @throws InterruptedException if interrupted meanwhile; the loop is of no use then
    public OpenResult end() throws InterruptedException {
        return end(nextNanos);
    }

    OpenResult end(long windowNanos) throws InterruptedException {
        loop.drain(run);
        return result(run.windowNanos(windowNanos));
    }

    private OpenResult result(long windowNanos) {
        ProcessCost cost = ProcessCost.after();
        OpenTimes.Moment measured = tally.now().since(before.measured);
        OptionalDouble pacerMicros = perExchange(pacer.spentNanos(), measured.exchanges());
        return new OpenResult(
                load(measured, cost, pacerMicros, windowNanos),
                arrivals,
                measured.service(),
                measured.acquire(),
                measured.lag(),
                run.intended(),
                run.refused(),
                run.mostPending(),
                run.lastLagNanos(),
                windowNanos,
                pacerMicros,
                Runtime.getRuntime().availableProcessors());
    }

    private LoadResult load(OpenTimes.Moment measured, ProcessCost cost, OptionalDouble pacerMicros, long windowNanos) {
        long exchanges = measured.exchanges();
        double pacerUser = perExchange(pacer.spentInUserModeNanos(), exchanges).orElse(0);
        return new LoadResult(
                exchanges,
                Tally.Errors.difference(tally.errors().snapshot(), before.errors),
                measured.statuses(),
                run.elapsedNanos(windowNanos),
                measured.bodyOctets(),
                measured.response(),
                loop.unanswered(run),
                cost.allocatedSince(before.cost, exchanges),
                less(cost.userMicrosSince(before.cost, exchanges), pacerUser),
                less(cost.systemMicrosSince(before.cost, exchanges), pacerMicros.orElse(0) - pacerUser),
                Optional.of(ClientWork.of(client).since(before.work)),
                Optional.ofNullable(run.gaveUpBecause()),
                cost.workSince(before.cost));
    }

    private static OptionalDouble perExchange(OptionalLong nanos, long exchanges) {
        return nanos.isEmpty() || exchanges == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(nanos.getAsLong() / 1e3 / exchanges);
    }

    /// The pacer counts its time by its own clock, so the difference may come out below nothing.
    private static OptionalDouble less(OptionalDouble micros, double part) {
        return micros.isEmpty() ? micros : OptionalDouble.of(Math.max(0, micros.getAsDouble() - part));
    }

    /// The counts at the start of a run.
    private record Before(
            OpenTimes.Moment measured, SortedMap<String, Long> errors, ClientWork work, ProcessCost cost) {}
}
