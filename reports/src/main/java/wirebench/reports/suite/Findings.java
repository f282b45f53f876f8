package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wirebench.reports.files.Cell;
import wirebench.reports.files.Results;
import wirebench.reports.page.Scale;
import wirebench.reports.page.Units;
import wirebench.reports.shared.ForkCautions;
import wirebench.reports.statistics.Estimate;
import wirebench.reports.statistics.Family;

/// What the reader learns, in sentences made from the figures.
///
/// A sentence about two clients comes from their ratio block by block, never from two intervals laid side by side.
final class Findings {
    private static final Scale RATIO = Scale.plain(2);
    private static final Scale OCTETS = Scale.plain(1);
    private static final Scale MICROS = Scale.plain(0);

    private Findings() {}

    /// Of one sweep on kept-alive connections: who is fastest, how near to the floor, at which price.
    static List<String> of(Sweep sweep) {
        var concurrency = sweep.mainConcurrency();
        var ranking = sweep.ranking(concurrency);
        if (ranking.isEmpty()) {
            return List.of();
        }
        var sentences = new ArrayList<String>();
        sentences.add("With " + inFlight(concurrency) + shared(sweep) + ", " + leader(ranking));
        floors(sweep, ranking, concurrency).ifPresent(sentences::add);
        allocations(sweep, ranking, concurrency).ifPresent(sentences::add);
        tail(ranking).ifPresent(sentences::add);
        return sentences;
    }

    /// Of the benchmark that opens a connection for each exchange.
    static List<String> ofColdConnect(Sweep sweep) {
        var concurrency = sweep.mainConcurrency();
        var ranking = sweep.ranking(concurrency);
        return ranking.isEmpty()
                ? List.of()
                : List.of("With a new connection for each exchange and " + inFlight(concurrency) + ", "
                        + leader(ranking));
    }

    private static String inFlight(int concurrency) {
        return Units.count(concurrency, "exchange") + " in flight";
    }

    private static String shared(Sweep sweep) {
        return sweep.shared().isEmpty() ? "" : " (" + sweep.label() + ")";
    }

    /// Says how many times as much the first completes as those that it is told apart from, and no more: which of two
    /// is ahead that the run cannot tell apart is not a finding.
    private static String leader(List<Cell> ranking) {
        var first = ranking.getFirst();
        var score = first.score().estimate();
        var scale = Scale.of(List.of(score));
        var figure = Sweep.client(first) + " completes " + scale.value(score) + " " + scale.unit("exchanges/s") + " ("
                + intervalInWords(score, scale) + ")";
        var behind = new ArrayList<String>();
        var beside = new ArrayList<String>();
        for (Cell other : ranking.subList(1, ranking.size())) {
            var ratio = Estimate.ofRatio(first.score().forks(), other.score().forks());
            (isToldApart(ratio) ? behind : beside).add(Sweep.client(other) + " (" + times(ratio) + ")");
        }
        var more = behind.isEmpty() ? "" : ", more than " + and(behind);
        var open = beside.isEmpty() ? "" : "; it is not told apart from " + and(beside);
        return figure + more + open + ".";
    }

    private static String intervalInWords(Estimate estimate, Scale scale) {
        return estimate.spread() instanceof Estimate.Spread.Interval
                ? "95 % interval " + scale.interval(estimate)
                : scale.interval(estimate);
    }

    private static boolean isToldApart(Estimate ratio) {
        return ratio.spread() instanceof Estimate.Spread.Interval interval && !interval.contains(1);
    }

    private static String times(Estimate ratio) {
        var times = RATIO.value(ratio) + " times";
        return ratio.spread() instanceof Estimate.Spread.Interval ? times + ", " + RATIO.interval(ratio) : times;
    }

    private static Optional<String> floors(Sweep sweep, List<Cell> ranking, int concurrency) {
        var clauses = new ArrayList<String>();
        for (Cell cell : ranking) {
            var client = Sweep.client(cell);
            sweep.ratioToFloor(client, concurrency)
                    .filter(Estimate::isNumber)
                    .ifPresent(ratio -> clauses.add(client + " " + RATIO.both(ratio)));
        }
        return clauses.isEmpty()
                ? Optional.empty()
                : Optional.of("Share of the floor's throughput (raw reads and writes of the same octets, no HTTP): "
                        + and(clauses) + ".");
    }

    private static Optional<String> allocations(Sweep sweep, List<Cell> ranking, int concurrency) {
        var clauses = new ArrayList<String>();
        for (Cell cell : ranking) {
            var client = Sweep.client(cell);
            var floor = sweep.floor(client, concurrency).flatMap(Cell::allocation);
            cell.allocation()
                    .ifPresent(own -> clauses.add(client + " " + OCTETS.value(own.estimate()) + " B"
                            + floor.map(f -> " (floor " + OCTETS.value(f.estimate()) + " B)")
                                    .orElse("")));
        }
        return clauses.isEmpty() ? Optional.empty() : Optional.of("Each exchange allocates: " + and(clauses) + ".");
    }

    private static Optional<String> tail(List<Cell> ranking) {
        var clauses = new ArrayList<String>();
        for (Cell cell : ranking) {
            var p99 = cell.latency().map(latency -> latency.micros(99));
            if (p99.isPresent() && p99.get().isPresent()) {
                clauses.add(Sweep.client(cell) + " " + MICROS.figure(p99.get()) + " µs");
            }
        }
        return clauses.isEmpty()
                ? Optional.empty()
                : Optional.of("99 of 100 exchanges take at most: " + and(clauses) + ".");
    }

    /// For a run in which no client can be compared: what was measured at all.
    static String inventory(List<Cell> cells) {
        var titles = cells.stream()
                .map(cell -> cell.id().benchmark())
                .distinct()
                .map(name -> Benchmark.of(name).map(Benchmark::title).orElse(name))
                .toList();
        return "This run measured " + Units.count(cells.size(), "cell") + " of: " + and(titles) + ".";
    }

    /// What keeps the findings from being more than they are, the gravest first.
    static List<String> cautions(Results results) {
        var cautions = new ArrayList<>(ForkCautions.of(results.bundle()));
        results.missingResults().stream()
                .filter(missing -> missing > 0)
                .forEach(
                        missing -> cautions.add(
                                missing
                                        + " of the planned results are missing: the run did not come to its end, or no fork of theirs counts."));
        if (!results.supportsVerdicts()) {
            cautions.add(noVerdict(results.blocks()));
        }
        unpaired(results.incomplete()).ifPresent(cautions::add);
        without(results.cells()).ifPresent(cautions::add);
        return cautions;
    }

    private static String noVerdict(int blocks) {
        return "This run has " + Units.count(blocks, "block")
                + ", so it supports no verdict, only figures: a difference seen here may be chance. A verdict needs at least "
                + Family.FEWEST_BLOCKS + " blocks.";
    }

    private static Optional<String> unpaired(List<Cell> incomplete) {
        return incomplete.isEmpty()
                ? Optional.empty()
                : Optional.of("Not every block has a fork of "
                        + String.join(
                                "; ",
                                incomplete.stream()
                                        .map(cell -> cell.id().toString())
                                        .toList())
                        + ": ratios leave out the blocks that one of the two lacks.");
    }

    private static Optional<String> without(List<Cell> cells) {
        var names = cells.stream()
                .filter(cell -> !cell.score().estimate().isNumber())
                .map(cell -> cell.id().toString())
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("A fork gave no number for " + String.join("; ", names) + ".");
    }

    private static String and(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
