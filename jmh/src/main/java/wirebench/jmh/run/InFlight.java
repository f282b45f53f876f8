package wirebench.jmh.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ending of the name of a fork's folder while its JVM runs: the machine and the process that started it.
final class InFlight {
    private static final Pattern NAME = Pattern.compile(".+\\.part-(.+)-(\\d{1,18})");
    private static final String HOST = host();

    /// Of forks that this process starts.
    static final String ENDING = ".part-" + HOST + "-" + ProcessHandle.current().pid();

    private InFlight() {}

    /// Whether a folder was left by a process of this machine that has ended.
    ///
    /// @param name of any folder of a run
    static boolean isLeftOver(String name) {
        Matcher part = NAME.matcher(name);
        return part.matches() && part.group(1).equals(HOST) && !isAlive(Long.parseLong(part.group(2)));
    }

    /// A process other than this one, which has nothing in flight when it asks.
    private static boolean isAlive(long pid) {
        return pid != ProcessHandle.current().pid()
                && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost()
                    .getHostName()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9.]+", ".");
        } catch (UnknownHostException _) {
            return "here";
        }
    }
}
