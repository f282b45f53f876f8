package wirebench.jmh.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import wirebench.jmh.folder.CellId;
import wirebench.load.Reconciliation;

/// What a run says about itself, as it stands in `run.json`. What is null was not recorded and is left out.
///
/// @param schema of this file
/// @param suite its name, such as quick
/// @param startedAt ISO time
/// @param finishedAt ISO time of the last change
/// @param command what runs the same again
/// @param blocks how often every cell is run
/// @param seed of the order
/// @param plannedResults how many cells there are to be
/// @param order the forks as they ran
/// @param environment the machine and the JVM of the forks
/// @param noise what disturbed each fork
/// @param reconciliation what both ends counted, by cell
/// @param settings how clients that are not ours were set up, by cell
/// @param notes anything else worth knowing
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunRecord(
        int schema,
        String suite,
        String startedAt,
        String finishedAt,
        String command,
        int blocks,
        long seed,
        int plannedResults,
        List<Fork> order,
        RecordedEnvironment environment,
        List<Noise> noise,
        List<Counts> reconciliation,
        List<Settings> settings,
        List<String> notes) {
    /// The only one so far.
    static final int SCHEMA = 1;

    /// One fork.
    ///
    /// @param block counted from 1
    /// @param cell its id
    record Fork(int block, String cell) {}

    /// What disturbed one fork.
    ///
    /// @param disturbance its members stand beside the others
    record Noise(int block, String cell, @JsonUnwrapped ForkRecord.Noise disturbance) {
        static Noise of(ForkRecord fork) {
            return new Noise(fork.block(), fork.cell(), fork.noise());
        }
    }

    /// How the client of a cell was set up.
    record Settings(String cell, SortedMap<String, String> settings) {}

    /// What both ends counted in all forks of a cell.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Counts(
            String cell,
            long clientExchanges,
            long serverExchanges,
            @Nullable Long connectionsClient,
            long connectionsServer) {
        static Counts of(CellId cell, Reconciliation counts) {
            return new Counts(
                    cell.toString(),
                    counts.clientExchanges(),
                    counts.serverExchanges(),
                    RecordedEnvironment.orNull(counts.clientConnections()),
                    counts.serverConnections());
        }
    }
}
