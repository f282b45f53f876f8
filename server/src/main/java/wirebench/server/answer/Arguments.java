package wirebench.server.answer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wirebench.server.config.Scenario;

/// The numbers in a target: those of the path and those of the query.
///
/// One instance per connection, used again for each request.
final class Arguments {
    private static final long MAX_OCTETS = 1L << 40;
    private static final int MAX_MILLIS = 3_600_000;
    private static final int MAX_LIMIT = 1_000_000;
    private static final int MAX_FIELDS = 100_000;
    private static final int MAX_VALUE_OCTETS = 8 * 1024;

    private long number;
    private long size;
    private long octets;
    private long millis;
    private long after;
    private long percent;
    private long seed;
    private long limit;
    private boolean trailers;
    private DripAnswer.@Nullable Part dripped = DripAnswer.Part.ALL; // null if there is no part of that name

    /// Forgets the last target. What the next one does not say is what `scenario` presumes.
    void clear(Scenario scenario) {
        number = 0;
        size = 0;
        octets = scenario == Scenario.FIELDS ? 32 : 1024;
        millis = 100;
        after = 1000;
        percent = 50;
        seed = 1;
        limit = 8;
        trailers = false;
        dripped = DripAnswer.Part.ALL;
    }

    void path(long first, long second) {
        number = first;
        size = second;
    }

    void octets(long value) {
        octets = value;
    }

    void millis(long value) {
        millis = value;
    }

    void after(long value) {
        after = value;
    }

    void percent(long value) {
        percent = value;
    }

    void seed(long value) {
        seed = value;
    }

    void limit(long value) {
        limit = value;
    }

    void trailers(long value) {
        trailers = value != 0;
    }

    void dripped(DripAnswer.@Nullable Part part) {
        dripped = part;
    }

    /// Whether `scenario` takes these numbers. `Digits.NONE`, a number that could not be read, is never taken.
    boolean suit(Scenario scenario) {
        return switch (scenario) {
            case BYTES -> within(number, 0, MAX_OCTETS);
            case CHUNKED -> within(size, 1, MAX_OCTETS) && within(number, 0, MAX_OCTETS / size);
            case DELAY -> within(number, 0, MAX_MILLIS);
            case CAPACITY -> within(number, 0, MAX_MILLIS) && within(limit, 0, MAX_LIMIT);
            case STATUS -> within(number, 200, 599);
            case FIELDS -> within(number, 0, MAX_FIELDS) && within(octets, 0, MAX_VALUE_OCTETS);
            case CLOSE -> within(octets, 0, MAX_OCTETS);
            case DRIP -> within(millis, 1, MAX_MILLIS) && dripped != null;
            case STALL_ONCE -> within(after, 0, MAX_MILLIS) && within(millis, 1, MAX_MILLIS);
            case PLAINTEXT, JSON, ECHO, GET, BEARER, COUNTERS, LIST -> true;
            case STORM, FLAKY -> within(percent, 0, 100) && within(seed, 0, Long.MAX_VALUE);
            case RESET_IN_HEAD, STALL_IN_HEAD, STALL_IN_BODY -> true;
            case RESET_BEFORE_HEAD, RESET_IN_BODY, TRUNCATE, TRUNCATE_RECORD, HALF_CLOSE, GARBAGE, STALL -> true;
        };
    }

    private static boolean within(long value, long least, long most) {
        return value >= least && value <= most;
    }

    /// The path's first number.
    long number() {
        return number;
    }

    /// The path's second number.
    long size() {
        return size;
    }

    /// `?octets=`
    long octets() {
        return octets;
    }

    /// `?millis=`
    long millis() {
        return millis;
    }

    /// `?after=`
    long after() {
        return after;
    }

    /// `?percent=`
    long percent() {
        return percent;
    }

    /// `?seed=`
    long seed() {
        return seed;
    }

    /// `?limit=`
    long limit() {
        return limit;
    }

    /// `?in=`
    DripAnswer.Part dripped() {
        return Objects.requireNonNull(dripped);
    }

    /// `?trailers=1`
    boolean trailers() {
        return trailers;
    }
}
