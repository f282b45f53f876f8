package wirebench.machine.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {
    @TempDir
    private Path root;

    @Test
    void figuresAreSumsOverThreadsSinceTheEarlierLook() throws IOException {
        thread(10, "java", 500, 50, 7, 1);
        thread(11, "GC Thread#0", 1_000, 10, 3, 0);
        Tasks before = tasks();
        thread(10, "java", 900, 80, 10, 3);
        thread(11, "GC Thread#0", 1_600, 10, 4, 0);
        thread(12, "C2 CompilerThre", 5_000, 5, 2, 2);

        Tasks meanwhile = tasks().since(before);

        assertThat(meanwhile.voluntarySwitches()).hasValue(3 + 1 + 2);
        assertThat(meanwhile.involuntarySwitches()).hasValue(2 + 2);
        assertThat(meanwhile.waitNanos()).hasValue(30 + 5);
        assertThat(meanwhile.gcNanos()).hasValue(600);
        assertThat(meanwhile.jitNanos())
                .as("a thread that came meanwhile counts whole")
                .hasValue(5_000);
    }

    @Test
    void aThreadThatEndedMeanwhileIsForgottenAndItsNumberMayComeAgain() throws IOException {
        thread(10, "java", 500, 50, 7, 1);
        thread(11, "java", 900_000, 9, 900, 9);
        Tasks before = tasks();
        Files.delete(root.resolve("proc/self/task/10/status"));
        thread(11, "java", 400, 4, 5, 2);

        Tasks meanwhile = tasks().since(before);

        assertThat(meanwhile.threads()).containsOnlyKeys("11");
        assertThat(meanwhile.voluntarySwitches()).hasValue(5);
        assertThat(meanwhile.waitNanos()).hasValue(4);
    }

    @Test
    void anotherSystemTellsNothing() {
        assertThat(tasks().voluntarySwitches()).isEmpty();
        assertThat(tasks().gcNanos()).isEmpty();
    }

    @Test
    void aKernelWithoutSchedstatTellsNothing() throws IOException {
        file("proc/self/task/10/status", "Name:\tjava\nvoluntary_ctxt_switches:\t7\n");
        assertThat(tasks().threads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GC Thread#0,GC",
        "G1 Conc#0,GC",
        "VM Thread,GC",
        "ZWorkerYoung#0,GC",
        "C1 CompilerThre,JIT",
        "C2 CompilerThre,JIT",
        "VM Periodic Tas,WORK",
        "load-0,WORK",
        "java,WORK"
    })
    void rolesAreToldByTheNamesThatHotSpotGives(String name, Tasks.Role role) {
        assertThat(Tasks.Role.of(name)).isEqualTo(role);
    }

    private Tasks tasks() {
        return Tasks.now(new SystemFiles(root));
    }

    private void thread(int number, String name, long cpu, long wait, long voluntary, long involuntary)
            throws IOException {
        file("proc/self/task/" + number + "/schedstat", cpu + " " + wait + " 17\n");
        file(
                "proc/self/task/" + number + "/status",
                "Name:\t" + name + "\nVmRSS:\t 1 kB\nvoluntary_ctxt_switches:\t" + voluntary
                        + "\nnonvoluntary_ctxt_switches:\t" + involuntary + "\n");
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
