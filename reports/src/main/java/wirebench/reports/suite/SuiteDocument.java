package wirebench.reports.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BiFunction;
import wirebench.reports.files.Cell;
import wirebench.reports.files.Results;
import wirebench.reports.page.ChartPoints;
import wirebench.reports.page.Document;
import wirebench.reports.page.ReadingHints;
import wirebench.reports.page.Table;
import wirebench.reports.page.Units;
import wirebench.reports.shared.BothEnds;
import wirebench.reports.shared.Environment;
import wirebench.reports.shared.PeerSettings;

/// Decides what the report says and in which order. Benchmarks of which a run holds nothing leave no trace.
final class SuiteDocument {
    private static final String TO_FLOOR =
            "The floor is a loop of raw reads and writes of the same octets on the same sockets, in the same model, with"
                    + " no HTTP in between. 1.00 would be a client that costs nothing. Client and floor are compared block by"
                    + " block, so that what slowed both down cancels out. The axis of the chart does not begin at 0.";
    private static final String LATENCY =
            "The next exchange starts when the one before it ends (closed loop), so this is service time under full load,"
                    + " not the response time that users would see at a given rate. The curves end where fewer than ten"
                    + " exchanges were slower; for the same reason the table says n/a.";
    private static final String ALLOCATION =
            "Octets on the heap of the measured JVM, over all its threads. The line across a bar is what the floor of"
                    + " that model allocates; what is above it is the price of HTTP.";

    private static final String NEEDS =
            "Counted by the clients themselves, and so exact on any machine. A wait for a connection passes before the"
                    + " service of an exchange begins; its percentiles are those of the iteration in which they were longest.";
    private static final String LITTLES_LAW =
            "By Little's law as many exchanges end in a second as are in flight, divided by the delay. Where the ratio"
                    + " falls below 0.90, the last column says what was used up, as far as the recorded processor times"
                    + " and waits tell.";

    private final Results results;
    private final ChartPoints points;
    private final Throughput throughput;
    private final List<Sweep> keepAlive;
    private final List<Sweep> coldConnect;

    SuiteDocument(Results results) {
        this.results = results;
        points = new ChartPoints(results.bundle().forks());
        throughput = new Throughput(points);
        keepAlive = Sweep.of(cells(Benchmark.KEEP_ALIVE), cells(Benchmark.FLOOR));
        coldConnect = Sweep.of(cells(Benchmark.COLD_CONNECT), List.of());
    }

    private List<Cell> cells(Benchmark benchmark) {
        return results.cells().stream().filter(benchmark::isOf).toList();
    }

    Document document(List<Document.RawFile> rawFiles) {
        var run = results.run();
        return new Document(
                "wirebench, " + run.suite().map(suite -> suite + " run").orElse("one run"),
                Optional.empty(),
                origin(),
                findings(),
                Findings.cautions(results),
                sections(),
                run.command(),
                ReadingHints.OF_A_SUITE,
                rawFiles);
    }

    private String origin() {
        var environment = results.run().environment();
        return String.join(
                " · ",
                results.run().startedAt().orElse("time not recorded"),
                environment.getOrDefault("cpuModel", "processor not recorded"),
                environment.getOrDefault("cores", "?") + " cores",
                "JDK " + environment.getOrDefault("jdk", "not recorded"),
                Units.count(results.cells().size(), "cell"),
                Units.count(results.blocks(), "block"));
    }

    /// Of the first sweep of each kind: the others have rows and charts of their own.
    List<String> findings() {
        var findings = new ArrayList<String>();
        keepAlive.stream().findFirst().map(Findings::of).ifPresent(findings::addAll);
        coldConnect.stream().findFirst().map(Findings::ofColdConnect).ifPresent(findings::addAll);
        if (findings.isEmpty()) {
            findings.add(Findings.inventory(results.cells()));
        }
        return findings;
    }

    private List<Document.Section> sections() {
        var sections = new ArrayList<Document.Section>();
        add(sections, "overview", "At a glance", "", glances());
        add(
                sections,
                "throughput",
                "Throughput by concurrency",
                Benchmark.KEEP_ALIVE.question() + " The dashed lines are the floors.",
                figures(keepAlive, "throughput", throughput::byConcurrency));
        add(
                sections,
                "floor",
                "How near to the floor?",
                TO_FLOOR,
                figures(keepAlive, "floor", throughput::nextToFloor));
        add(
                sections,
                "latency",
                "How long does an exchange take?",
                LATENCY,
                figures(keepAlive, "latency", Percentiles::figure));
        add(
                sections,
                "allocation",
                "What does an exchange allocate?",
                ALLOCATION,
                figures(keepAlive, "allocation", Allocation::figure));
        add(sections, "cold", Benchmark.COLD_CONNECT.title(), Benchmark.COLD_CONNECT.question(), coldFigures());
        add(sections, "littles-law", "How many can be kept in flight?", LITTLES_LAW, littlesLaw());
        sections.addAll(listed());
        add(
                sections,
                "needs",
                "What did the exchanges need?",
                NEEDS,
                SocketCostColumns.figure("needs-figure", results.cells()).stream()
                        .map(Document.Figure::folded)
                        .toList());
        sections.add(Disturbance.section(results.bundle().forks()));
        if (!keepAlive.isEmpty() || !coldConnect.isEmpty()) {
            sections.add(BothEnds.section(results.run().reconciliation()));
        }
        PeerSettings.section(results.run().settings()).ifPresent(sections::add);
        sections.add(Environment.section(results.run(), results.blocks()));
        return sections;
    }

    private List<Document.Figure> littlesLaw() {
        var cores = results.run().environment().getOrDefault("cores", "");
        var processors =
                cores.matches("[1-9][0-9]{0,4}") ? OptionalDouble.of(Integer.parseInt(cores)) : OptionalDouble.empty();
        return LittlesLaw.figure("littles-law-figure", cells(Benchmark.DELAY), processors).stream()
                .toList();
    }

    private List<Document.Figure> coldFigures() {
        var figures = new ArrayList<>(figures(coldConnect, "cold-throughput", throughput::byConcurrency));
        figures.addAll(figures(coldConnect, "cold-latency", Percentiles::figure));
        figures.addAll(figures(coldConnect, "cold-allocation", Allocation::figure));
        return figures;
    }

    private static void add(
            List<Document.Section> sections, String id, String title, String text, List<Document.Figure> figures) {
        if (!figures.isEmpty()) {
            var texts = text.isEmpty() ? List.<String>of() : List.of(text);
            sections.add(new Document.Section(id, title, texts, figures));
        }
    }

    private static List<Document.Figure> figures(
            List<Sweep> sweeps, String id, BiFunction<String, Sweep, Optional<Document.Figure>> figure) {
        var figures = new ArrayList<Document.Figure>();
        for (Sweep sweep : sweeps) {
            figure.apply(id + "-" + figures.size(), sweep)
                    .map(made -> sweeps.size() == 1 ? made : made.withTitle(sweep.label()))
                    .ifPresent(figures::add);
        }
        return figures;
    }

    /// The captions of these tables tell the sweeps apart.
    private List<Document.Figure> glances() {
        var glances = new ArrayList<Document.Figure>();
        for (Sweep sweep : keepAlive) {
            var main = sweep.mainConcurrency();
            titled("overview-" + glances.size(), "", Overview.table(sweep, concurrency -> concurrency == main))
                    .ifPresent(glances::add);
        }
        return glances;
    }

    private static Optional<Document.Figure> titled(String id, String title, Table table) {
        return table.rows().isEmpty()
                ? Optional.empty()
                : Optional.of(Document.Figure.of(id, table).withTitle(title));
    }

    /// The benchmarks whose cells are simply listed, known ones first, then others by name.
    private List<Document.Section> listed() {
        var byBenchmark = new TreeMap<String, List<Cell>>(
                Comparator.comparingInt(SuiteDocument::rank).thenComparing(Comparator.naturalOrder()));
        for (Cell cell : results.cells()) {
            if (!isInSweep(cell)) {
                byBenchmark
                        .computeIfAbsent(cell.id().benchmark(), _ -> new ArrayList<>())
                        .add(cell);
            }
        }
        var sections = new ArrayList<Document.Section>();
        byBenchmark.forEach((name, cells) -> {
            var known = Benchmark.of(name);
            add(
                    sections,
                    "listed-" + sections.size(),
                    known.map(Benchmark::title).orElse(name),
                    known.map(Benchmark::question).orElse(""),
                    listedFigures("listed-" + sections.size(), cells));
        });
        return sections;
    }

    private static int rank(String name) {
        return Benchmark.of(name).map(Enum::ordinal).orElse(Benchmark.values().length);
    }

    private static boolean isInSweep(Cell cell) {
        return Sweep.takes(cell)
                && (Benchmark.KEEP_ALIVE.isOf(cell) || Benchmark.FLOOR.isOf(cell) || Benchmark.COLD_CONNECT.isOf(cell));
    }

    /// Scores of different units do not belong on one axis.
    private List<Document.Figure> listedFigures(String id, List<Cell> cells) {
        var byUnit = new TreeMap<String, List<Cell>>();
        cells.forEach(cell -> byUnit.computeIfAbsent(cell.score().unit(), _ -> new ArrayList<>())
                .add(cell));
        var list = new CellList(points);
        var figures = new ArrayList<Document.Figure>();
        byUnit.forEach((unit, same) ->
                figures.add(list.figure(id + "-" + figures.size(), byUnit.size() == 1 ? "" : unit, same)));
        return figures;
    }

    /// For the terminal: everything that is compared, in one table for each benchmark and sweep.
    List<Document.Figure> tables() {
        var tables = new ArrayList<Document.Figure>();
        tables.addAll(overviews(Benchmark.KEEP_ALIVE, keepAlive));
        tables.addAll(overviews(Benchmark.COLD_CONNECT, coldConnect));
        for (Document.Section section : listed()) {
            for (Document.Figure figure : section.figures()) {
                titled(figure.id(), section.title(), figure.table().orElseThrow())
                        .ifPresent(tables::add);
            }
        }
        return tables;
    }

    private static List<Document.Figure> overviews(Benchmark benchmark, List<Sweep> sweeps) {
        return sweeps.stream()
                .map(sweep -> Overview.table(sweep, _ -> true))
                .flatMap(table -> titled("", benchmark.title() + ", " + table.caption(), table).stream())
                .toList();
    }
}
