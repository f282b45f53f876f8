package wirebench.reports.files;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The account that a run gives of itself, as it stands in `run.json`: why, when and where it measured. What each
/// fork says of itself stands with the fork.
///
/// Everything but the schema may be absent: what a run did not record is shown as not recorded.
///
/// @param schema of this file
/// @param suite the name in the plan, such as `quick`
/// @param startedAt ISO time
/// @param finishedAt ISO time of the last change
/// @param command what a person types to run the same again
/// @param seed of the order of the forks
/// @param blocks how often every cell was to run, each time in a new JVM
/// @param plannedResults how many cells there are to be
/// @param environment the machine and the forks' JVM, by key; see [EnvironmentKeys]
/// @param reconciliation the counts of both ends of the wire, by cell
/// @param settings how clients were set up that are not wirebench's own, by cell
/// @param notes anything else the run has to say
public record RunRecord(
        int schema,
        Optional<String> suite,
        Optional<String> startedAt,
        Optional<String> finishedAt,
        Optional<String> command,
        OptionalLong seed,
        OptionalInt blocks,
        OptionalInt plannedResults,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> environment,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Reconciliation> reconciliation,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Settings> settings,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> notes) {
    /// The second: what forks say of themselves is with them alone, and all of the environment is text.
    public static final int SCHEMA = 2;

    static final String NAME = "run.json";
    private static final String CURE = "go on with ./wirebench bench --resume, which writes it anew";

    /// Keeps copies.
    public RunRecord {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        reconciliation = List.copyOf(reconciliation);
        settings = List.copyOf(settings);
        notes = List.copyOf(notes);
    }

    /// Counts that both ends of the wire kept of the same exchanges; they must agree, as far as the client tells.
    ///
    /// @param cell the cell's id
    /// @param clientExchanges that the client completed
    /// @param serverExchanges that the server answered
    /// @param connectionsClient that the client opened, if it tells
    /// @param connectionsServer that the server accepted
    public record Reconciliation(
            String cell,
            long clientExchanges,
            long serverExchanges,
            OptionalLong connectionsClient,
            OptionalLong connectionsServer) {
        /// Whether both ends counted the same.
        public boolean agrees() {
            return clientExchanges == serverExchanges
                    && (connectionsClient.isEmpty() || connectionsClient.equals(connectionsServer));
        }
    }

    /// How the client of a cell was set up.
    ///
    /// @param cell the cell's id
    /// @param settings by the names that the client gives them
    public record Settings(String cell, SortedMap<String, String> settings) {
        /// Keeps a copy.
        public Settings {
            settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        }
    }

    /// What a run says about itself, from its folder.
    ///
    /// @throws ReportException if it is missing, broken or of another schema
    public static RunRecord read(Path run) throws ReportException {
        return ResultFile.read(run.resolve(NAME), RunRecord.class, SCHEMA, CURE);
    }

    /// Writes it into the folder of a run.
    public void write(Path run) throws IOException {
        ResultFile.write(run.resolve(NAME), this);
    }
}
