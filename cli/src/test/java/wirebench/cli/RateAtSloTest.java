package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import wirebench.load.open.RateSearch;

/// `load --slo`: the highest rate at which a latency keeps a bound.
class RateAtSloTest {
    private static final double MOST = 500; // one connection, an answer after 2 ms

    @RegisterExtension
    static final Loopback server = new Loopback();

    private static CommandRun search(String... options) {
        return CommandRun.of(Stream.of(
                        Stream.of("load", "-c", "1", "--rate", "100", "-d", "600ms", "--warmup", "0s"),
                        Stream.of(options),
                        Stream.of(server.url() + "/delay/2"))
                .flatMap(strings -> strings)
                .toArray(String[]::new));
    }

    private static double number(CommandRun run, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\":([0-9.E]+)").matcher(run.out());
        assertThat(matcher.find()).as(run.out() + run.err()).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void highestRateThatHeldAndLowestThatFailedEncloseWhatTheServerCanDo() {
        CommandRun run = search("--slo", "p50<1s", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).hasLineCount(1).contains("\"mode\":\"slo\",\"slo\":\"p50<1s\"", "\"interrupted\":false");
        assertThat(JsonKeys.of(run.out()))
                .containsExactly(
                        "client",
                        "mode",
                        "slo",
                        "expectedStatuses",
                        "heldRate",
                        "failedRate",
                        "heldTrials",
                        "interrupted",
                        "steps");
        assertThat(number(run, "heldRate")).isPositive().isLessThanOrEqualTo(MOST);
        assertThat(number(run, "failedRate"))
                .isGreaterThan(number(run, "heldRate"))
                .isLessThanOrEqualTo(number(run, "heldRate") * 1.05);
        assertThat(number(run, "heldTrials")).isEqualTo(3);
        assertThat(run.out())
                .contains("\"held\":true,\"valid\":true", "\"invalidBecause\":[\"the rate was not reached");
    }

    @Test
    void tableSaysWhatTheIntervalIs() throws InterruptedException {
        RateSearch.Interval interval =
                RateSearch.from(100, rate -> rate <= 150 ? RateSearch.Verdict.HELD : RateSearch.Verdict.FAILED);
        List<SloReport.Step> steps = interval.steps().stream()
                .map(step -> new SloReport.Step(
                        step.rate(),
                        step.rate(),
                        OptionalDouble.of(1e6),
                        step.rate() <= 150,
                        step.rate() <= 150,
                        List.of(),
                        0,
                        new TreeMap<>()))
                .toList();
        Threshold slo = Threshold.parse("p50<1s");
        SloReport report = new SloReport(
                "http://a/",
                "nio",
                slo,
                ExpectedStatuses.of(Optional.empty(), 200),
                interval,
                steps,
                SloReport.End.SEARCHED);
        assertThat(String.join("\n", report.lines()))
                .contains("searching the highest rate at p50<1s", "  held", "no interval of confidence")
                .containsPattern(
                        "rate at p50<1s: from [0-9.]+ /s \\(held in 3 of 3 trials\\) to [0-9.]+ /s \\(failed\\)");
    }

    @Test
    void boundThatNoRateKeepsIsACrossedThreshold() {
        CommandRun run = search("--slo", "p50<1ms");
        assertThat(run.code()).isEqualTo(9);
        assertThat(run.out()).contains("rate at p50<1ms: none that was tried");
    }

    @Test
    void tooFewExchangesForThePercentileAreSaidBeforeAnythingIsMeasured() {
        CommandRun run = search("--slo", "p999<1s");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains(
                        "p99.9 needs 10000 exchanges, and 100 /s make 60 in a window: give -d 100s or a higher --rate");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatTheGeneratorCannotOfferIsNotCalledTheServers() {
        RateSearch.Interval interval = new RateSearch.Interval(
                OptionalDouble.of(100),
                OptionalDouble.of(104),
                List.of(
                        new RateSearch.Step(100, RateSearch.Verdict.HELD),
                        new RateSearch.Step(104, RateSearch.Verdict.FAILED)));
        List<String> behind = List.of("the generator fell behind");
        List<SloReport.Step> steps = List.of(
                new SloReport.Step(100, 100, OptionalDouble.of(1e6), true, true, List.of(), 0, new TreeMap<>()),
                new SloReport.Step(104, 101, OptionalDouble.of(1e6), false, true, behind, 0, new TreeMap<>()));
        SloReport report = new SloReport(
                "http://a/",
                "nio",
                Threshold.parse("p50<1s"),
                ExpectedStatuses.of(Optional.empty(), 200),
                interval,
                steps,
                SloReport.End.SEARCHED);
        assertThat(String.join("\n", report.lines()))
                .contains("to 104 /s, which could not be offered from here: the server kept the bound");
    }
}
