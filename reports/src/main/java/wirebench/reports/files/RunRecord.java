package wirebench.reports.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the run wrote down about itself, from `run.json`: why, where and under which disturbance it measured.
///
/// Everything but the schema is optional: what a run did not record is shown as not recorded. Keys that are not
/// known here are passed over.
///
/// @param suite the name of the suite, such as `quick`
/// @param startedAt ISO time
/// @param finishedAt ISO time
/// @param command what a person typed to get this result
/// @param seed of the order of the forks
/// @param blocks how often every cell was run, each time in a new JVM
/// @param plannedResults how many results the run set out to get
/// @param environment the machine and the JVM, by key
/// @param noise what disturbed each fork, in the order they ran
/// @param reconciliations the counts of both ends of the wire
/// @param settings how clients were set up that are not wirebench's own
/// @param notes anything else the run had to say
public record RunRecord(
        Optional<String> suite,
        Optional<String> startedAt,
        Optional<String> finishedAt,
        Optional<String> command,
        Optional<String> seed,
        OptionalInt blocks,
        OptionalInt plannedResults,
        Map<String, String> environment,
        List<Noise> noise,
        List<Reconciliation> reconciliations,
        List<Settings> settings,
        List<String> notes) {
    private static final String CURE = "run the benchmarks again with mvn verify -Pbench, which writes it";
    private static final int SCHEMA = 1;

    /// What disturbed one fork.
    ///
    /// @param block counted from 1: the number of the fork within its cell
    /// @param cell the cell's id
    /// @param stealPercent share of processor time that the hypervisor gave to others; not a number if unknown
    /// @param cpuPressure percent of the last 10 s in which some thread waited for a processor; the same if unknown
    public record Noise(int block, String cell, double stealPercent, double cpuPressure) {
        public static final double STEAL_LIMIT_PERCENT = 1;

        /// A fork that lost more than this is not a measurement of the client.
        public boolean isDisturbed() {
            return stealPercent > STEAL_LIMIT_PERCENT;
        }
    }

    /// Counts that both ends of the wire kept of the same exchanges; they must agree, as far as the client tells.
    public record Reconciliation(
            String cell,
            long clientExchanges,
            long serverExchanges,
            OptionalLong clientConnections,
            OptionalLong serverConnections) {
        /// Whether both ends counted the same.
        public boolean agrees() {
            return clientExchanges == serverExchanges
                    && (clientConnections.isEmpty() || clientConnections.equals(serverConnections));
        }
    }

    /// How the client of a cell was set up.
    ///
    /// @param values by the names that the client gives them
    public record Settings(String cell, SortedMap<String, String> values) {}

    /// What a run says about itself.
    public static RunRecord read(Path file) throws ReportException {
        var run = Json.read(file, CURE);
        var schema = run.field("schema").integer();
        if (schema != SCHEMA) {
            throw new ReportException(
                    file,
                    "has schema " + schema + " where this program reads schema " + SCHEMA,
                    "use a program of its age");
        }
        return new RunRecord(
                plain(run, "suite"),
                plain(run, "startedAt"),
                plain(run, "finishedAt"),
                plain(run, "command"),
                plain(run, "seed"),
                integer(run, "blocks"),
                integer(run, "plannedResults"),
                environment(run),
                noise(run),
                reconciliations(run),
                settings(run),
                elements(run, "notes").stream().map(Json::plain).toList());
    }

    private static Optional<String> plain(Json run, String name) throws ReportException {
        return run.optional(name).map(Json::plain);
    }

    private static OptionalInt integer(Json run, String name) throws ReportException {
        var value = run.optional(name);
        return value.isPresent() ? OptionalInt.of(value.get().integer()) : OptionalInt.empty();
    }

    private static double number(Json json, String name) throws ReportException {
        var value = json.optional(name);
        return value.isPresent() ? value.get().number() : Double.NaN;
    }

    private static List<Json> elements(Json run, String name) throws ReportException {
        var value = run.optional(name);
        return value.isPresent() ? value.get().elements() : List.of();
    }

    private static Map<String, String> environment(Json run) throws ReportException {
        var environment = new LinkedHashMap<String, String>();
        var recorded = run.optional("environment");
        if (recorded.isPresent()) {
            recorded.get().fields().forEach((key, value) -> environment.put(key, value.plain()));
        }
        return environment;
    }

    private static List<Noise> noise(Json run) throws ReportException {
        var noise = new ArrayList<Noise>();
        for (Json fork : elements(run, "noise")) {
            noise.add(new Noise(
                    fork.field("block").integer(),
                    fork.field("cell").text(),
                    number(fork, "stealPercent"),
                    number(fork, "cpuPressureAvg10")));
        }
        return noise;
    }

    private static List<Reconciliation> reconciliations(Json run) throws ReportException {
        var reconciliations = new ArrayList<Reconciliation>();
        for (Json cell : elements(run, "reconciliation")) {
            reconciliations.add(new Reconciliation(
                    cell.field("cell").text(),
                    cell.field("clientExchanges").count(),
                    cell.field("serverExchanges").count(),
                    count(cell, "connectionsClient"),
                    count(cell, "connectionsServer")));
        }
        return reconciliations;
    }

    private static List<Settings> settings(Json run) throws ReportException {
        var settings = new ArrayList<Settings>();
        for (Json cell : elements(run, "settings")) {
            var values = new TreeMap<String, String>();
            cell.field("settings").fields().forEach((name, value) -> values.put(name, value.plain()));
            settings.add(new Settings(cell.field("cell").text(), values));
        }
        return settings;
    }

    private static OptionalLong count(Json cell, String name) throws ReportException {
        var value = cell.optional(name);
        return value.isPresent() ? OptionalLong.of(value.get().count()) : OptionalLong.empty();
    }
}
