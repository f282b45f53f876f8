package wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script at the root, run on a machine of its own making: its home, its programs, and JDKs that print their
/// arguments.
class LauncherTest {
    private static final List<String> PROGRAMS = List.of("env", "sed", "readlink", "cat");

    @TempDir
    private Path machine;

    private Path project;
    private Path script;

    @BeforeEach
    void setUp() throws IOException {
        assumeThat(Path.of("/bin/sh")).isExecutable();
        machine = machine.toRealPath();
        project = Files.createDirectories(machine.resolve("a project"));
        Files.createDirectories(project.resolve("cli/target/lib"));
        Files.writeString(project.resolve("cli/target/wirebench.jar"), "");
        // The places that are the same on every machine are moved into this one.
        String text = Files.readString(Path.of("..", "wirebench"))
                .replace(" /usr/", " " + machine + "/usr/")
                .replace(" /opt/", " " + machine + "/opt/")
                .replace(" /Library/", " " + machine + "/Library/");
        script = executable(project.resolve("wirebench"), text);
        Path programs = Files.createDirectories(machine.resolve("bin"));
        for (String program : PROGRAMS) {
            Path real = Path.of("/usr/bin", program);
            Path found = Files.exists(real) ? real : Path.of("/bin", program);
            executable(programs.resolve(program), "#!/bin/sh\nexec " + found + " \"$@\"\n");
        }
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String place, String version) throws IOException {
        Path home = machine.resolve(place);
        executable(home.resolve("bin/java"), "#!/bin/sh\necho \"" + version + "\" \"$@\"\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private CommandRun launch(Map<String, String> environment, Path started, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(started.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(machine.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", machine.resolve("bin").toString());
        builder.environment().put("HOME", machine.resolve("home").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = text(process.getInputStream());
        String err = text(process.getErrorStream());
        try {
            return new CommandRun(process.waitFor(), out.strip(), err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private CommandRun launch(String... arguments) throws IOException {
        return launch(Map.of(), script, arguments);
    }

    @Test
    void withoutAJdkItSaysHowToGetOne() throws IOException {
        jdk("usr/lib/jvm/java-17", "17.0.15");
        CommandRun run = launch("send", "http://host/");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("wirebench: no JDK 25 or newer was found")
                .contains("adoptium.net", "sdk install", "17.0.15 in ");
    }

    @Test
    void withoutTheBuildsOutputItSaysWhatToRun() throws IOException {
        jdk("usr/lib/jvm/java-25", "25.0.3");
        Files.delete(project.resolve("cli/target/wirebench.jar"));
        CommandRun run = launch("send", "http://host/");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("run mvn package").hasLineCount(1);
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws IOException {
        jdk("usr/lib/jvm/java-25", "25");
        CommandRun run = launch("send", "-H", "a:  b *", "", "http://host/$x");
        assertThat(run.out())
                .startsWith("25 ")
                .endsWith("-jar " + project + "/cli/target/wirebench.jar send -H a:  b *  http://host/$x");
    }

    @Test
    void javaHomeComesFirstIfItWillDo() throws IOException {
        jdk("usr/lib/jvm/java-25", "25.0.1");
        Path newer = jdk("newer", "27");
        Path older = jdk("older", "21.0.2");
        assertThat(launch(Map.of("JAVA_HOME", newer.toString()), script).out()).startsWith("27 ");
        assertThat(launch(Map.of("JAVA_HOME", older.toString()), script).out()).startsWith("25.0.1 ");
    }

    @Test
    void twentyFiveIsPreferredToWhatCameAfter() throws IOException {
        jdk("home/.jdks/a", "26.0.1");
        jdk("home/.sdkman/candidates/java/b", "25.0.2");
        jdk("usr/lib/jvm/c", "27-ea");
        assertThat(launch().out()).startsWith("25.0.2 ");
    }

    @Test
    void homesAreTakenFromEnvironmentToolchainsAndPath() throws IOException {
        Path far = jdk("far away/jdk", "25.0.9");
        assertThat(launch(Map.of("JAVA25_HOME", far.toString()), script).out()).startsWith("25.0.9 ");
        Path toolchains = machine.resolve("home/.m2/toolchains.xml");
        Files.createDirectories(toolchains.getParent());
        Files.writeString(toolchains, "<toolchains>\n  <jdkHome> " + far + " </jdkHome>\n</toolchains>\n");
        assertThat(launch().out()).startsWith("25.0.9 ");
        Files.delete(toolchains);
        Files.createSymbolicLink(machine.resolve("bin/java"), far.resolve("bin/java"));
        assertThat(launch().out()).startsWith("25.0.9 ");
    }

    @Test
    void worksThroughSymbolicLinksAndMacFolders() throws IOException {
        jdk("Library/Java/JavaVirtualMachines/x.jdk/Contents/Home", "25");
        Path link = Files.createSymbolicLink(machine.resolve("wb"), Path.of("a project/wirebench"));
        Path second = Files.createSymbolicLink(machine.resolve("bin/wb2"), link);
        assertThat(launch(Map.of(), second).out()).contains(project + "/cli/target/wirebench.jar");
    }

    @Test
    void measurementsRunOnAWholeCompiler() throws IOException {
        jdk("usr/lib/jvm/java-25", "25");
        assertThat(launch("send", "x").out()).contains("TieredStopAtLevel=1");
        assertThat(launch("--verbose", "load", "x").out()).doesNotContain("Tiered", "SerialGC");
        assertThat(launch("serve").out()).doesNotContain("Tiered");
    }
}
