package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.jmh.folder.CellId;
import wirebench.jmh.folder.ForkFolder;
import wirebench.jmh.wire.KeepAlive;
import wirebench.load.Reconciliation;

class RunFolderTest {
    private static final CellId CELL =
            CellId.of(KeepAlive.class, "exchange", Map.of("client", "nio", "concurrency", "8"));

    @TempDir
    private Path path;

    @Test
    void anEarlierRunsFilesAreRemovedAndNothingElse() throws Exception {
        RunFolder folder = new RunFolder(path.resolve("deep/results"));
        folder.prepare();
        Files.writeString(folder.path().resolve("run.json"), "{}");
        Files.writeString(folder.path().resolve("mine.txt"), "keep me");
        new ForkFolder(folder.path()).writeCounts(CELL, new Reconciliation(1, 1, OptionalLong.of(1), 1));
        folder.prepare();
        assertThat(folder.path()).isDirectoryNotContaining("glob:**/run.json");
        assertThat(folder.path().resolve("counts")).doesNotExist();
        assertThat(folder.path().resolve("mine.txt")).hasContent("keep me");
    }
}
