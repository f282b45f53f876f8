package wirebench.jmh.experiment;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which arguments a fork's JVM may be given. What would keep it from starting is found before hours have been
/// spent on the other arms.
final class JvmArgument {
    /// What is accepted, in words.
    static final String CHOICES = "write -Dname=value, -XX:+Flag, -XX:-Flag, -XX:Flag=value, -Xms, -Xmx, -Xmn or -Xss"
            + " with a size, -Xint, -ea, --add-modules=, --add-opens=, --add-exports= or --enable-native-access=";

    private static final Pattern PLAIN = Pattern.compile("-D[\\w.$-]+(=.*)?"
            + "|-X(ms|mx|mn|ss)\\d+[kKmMgG]?"
            + "|-Xint|-ea|-da"
            + "|--(add-modules|add-opens|add-exports|enable-native-access)=\\S+");
    private static final Pattern FLAG = Pattern.compile("-XX:(?:[+-](\\w+)|(\\w+)=\\S+)");

    private JvmArgument() {}

    static boolean isValid(String argument) {
        Matcher flag = FLAG.matcher(argument);
        return flag.matches()
                ? isKnown(flag.group(1) == null ? flag.group(2) : flag.group(1))
                : PLAIN.matcher(argument).matches();
    }

    /// The forks run on the same JDK as we do.
    private static boolean isKnown(String flag) {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption(flag);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
