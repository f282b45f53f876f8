package wirebench.jmh.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.jmh.experiment.TestSuites;
import wirebench.jmh.wire.KeepAlive;
import wirebench.load.Reconciliation;
import wirebench.reports.files.CellId;

class ForkFolderTest {
    private static final CellId CELL =
            TestSuites.cell(KeepAlive.class, "exchange", Map.of("client", "nio", "concurrency", "8"));

    @TempDir
    private Path path;

    @Test
    void countsOfAllForksOfACellAddUp() throws Exception {
        ForkFolder folder = new ForkFolder(path);
        assertThat(ForkFolder.counts(of("counts"))).isEmpty();
        folder.writeCounts(CELL, new Reconciliation(10, 10, OptionalLong.of(2), 2));
        Path file = folder.forkFile("counts", CELL, ".json");
        Files.copy(file, file.resolveSibling("fork-1-1.json"));
        assertThat(ForkFolder.counts(of("counts"))).hasValue(new Reconciliation(20, 20, OptionalLong.of(4), 4));
    }

    @Test
    void connectionsThatOneForkDoesNotTellAreNotToldOfTheCell() throws Exception {
        ForkFolder folder = new ForkFolder(path);
        folder.writeCounts(CELL, new Reconciliation(10, 10, OptionalLong.empty(), 2));
        assertThat(ForkFolder.counts(of("counts"))).hasValue(new Reconciliation(10, 10, OptionalLong.empty(), 2));
        Path file = folder.forkFile("counts", CELL, ".json");
        Files.writeString(
                file.resolveSibling("fork-1-1.json"), Files.readString(file).replace("null", "2"));
        assertThat(ForkFolder.counts(of("counts"))).hasValue(new Reconciliation(20, 20, OptionalLong.empty(), 4));
    }

    @Test
    void settingsOfAllForksOfACellMustBeTheSame() throws Exception {
        ForkFolder folder = new ForkFolder(path);
        folder.writeSettings(CELL, Map.of());
        assertThat(ForkFolder.settings(of("settings"))).isEmpty();
        folder.writeSettings(CELL, Map.of("pool", "8", "delay", "no"));
        Path file = folder.forkFile("settings", CELL, ".json");
        Path other = Files.copy(file, file.resolveSibling("fork-1-1.json"));
        assertThat(ForkFolder.settings(of("settings"))).hasValue(new TreeMap<>(Map.of("pool", "8", "delay", "no")));
        Files.writeString(other, "{\"pool\": \"9\"}");
        assertThatThrownBy(() -> ForkFolder.settings(of("settings"))).hasMessageContaining("set up differently");
    }

    @Test
    void forkFilesAreNamedAfterCellAndProcess() {
        assertThat(new ForkFolder(path).forkFile("histograms", CELL, ".hlog").toString())
                .matches(".*/histograms/KeepAlive\\.exchange,client=nio,concurrency=8/fork-\\d+-"
                        + ProcessHandle.current().pid() + "\\.hlog");
    }

    private Path of(String kind) {
        return path.resolve(kind).resolve(CELL.toString());
    }
}
