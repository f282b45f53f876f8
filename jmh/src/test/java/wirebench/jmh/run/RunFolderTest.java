package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wirebench.jmh.folder.RunFailure;

class RunFolderTest {
    @TempDir
    private Path path;

    @Test
    void aFolderIsMadeForARun() throws Exception {
        RunFolder folder = new RunFolder(path.resolve("deep/results"));
        folder.prepare();
        assertThat(folder.path()).isEmptyDirectory();
        folder.prepare();
    }

    @Test
    void whatIsInAFolderIsKeptAndTheRunRefused() throws Exception {
        Path mine = Files.createDirectories(path.resolve("settings")).resolve("important.txt");
        Files.writeString(mine, "keep me");
        assertThatThrownBy(() -> new RunFolder(path).prepare())
                .isInstanceOfSatisfying(
                        RunFailure.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessage(path + " is not empty; name another folder with --out");
        assertThat(mine).hasContent("keep me");
    }

    @Test
    void aFolderWithARunSaysHowToGoOnWithIt() throws Exception {
        Files.writeString(path.resolve("plan.json"), "{}");
        assertThatThrownBy(() -> new RunFolder(path).prepare())
                .hasMessageContaining("holds a run; go on with it by --resume " + path);
        assertThat(path.resolve("plan.json")).hasContent("{}");
    }
}
