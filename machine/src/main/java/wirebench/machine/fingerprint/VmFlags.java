package wirebench.machine.fingerprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Flags of a JVM that are not at their defaults, those that it chose by itself for this machine included: so two
/// machines on which the same command line means different things can be told apart.
///
/// It starts a JVM with the same arguments and reads what that prints. The JVM's own beans would tell of this JVM
/// only, and not of one that is still to be started.
public final class VmFlags {
    private static final long MOST_SECONDS = 20;

    /// Such as `     bool UseG1GC    = true      {product} {command line, ergonomic}`.
    private static final Pattern FLAG =
            Pattern.compile("^ *[A-Za-z_]\\w* +(\\w+) += ?(.*?) +\\{[^{}]*} +\\{([^{}]*)}\\s*$");

    private VmFlags() {}

    /// Asks a new JVM of this JDK. Takes about a tenth of a second.
    ///
    /// @param arguments of a JVM; those that do not begin with `-X` are passed over
    /// @return such as `UseG1GC=true`, in the JVM's order; empty if it cannot be asked
    public static List<String> of(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.stream().filter(argument -> argument.startsWith("-X")).forEach(command::add);
        command.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));
        try {
            Process jvm = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            jvm.getOutputStream().close();
            String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = jvm.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            return ended && jvm.exitValue() == 0 ? parse(printed) : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    static List<String> parse(String printed) {
        List<String> flags = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            Matcher flag = FLAG.matcher(line);
            if (flag.matches()
                    && !flag.group(3).equals("default")
                    && !flag.group(1).equals("PrintFlagsFinal")) {
                flags.add(flag.group(1) + "=" + flag.group(2));
            }
        }
        return List.copyOf(flags);
    }
}
