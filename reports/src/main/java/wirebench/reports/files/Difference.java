package wirebench.reports.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One thing in which the environments of two results differ. Immutable.
///
/// @param key as in the result files
/// @param label for a person
/// @param before what the first result has
/// @param after what the second has
/// @param weight what it does to a comparison
public record Difference(String key, String label, String before, String after, Weight weight) {
    /// The weight of a difference in a comparison of two results.
    public enum Weight {
        /// The figures are of different machines or JVMs: their ratio says nothing about the code.
        FORBIDS,
        /// The figures can be compared by whoever knows of the difference.
        QUALIFIES
    }

    private static final String ABSENT = "not recorded";

    /// Another of these makes another machine of it, or another JVM.
    private static final Set<String> FORBIDDING =
            Set.of("cpuModel", "cores", "cpusAllowed", "cgroupCpus", "jdk", "jdkVendor", "jvmFlags", "vmFlags");

    /// These differ from hour to hour, and the noise of each fork is recorded anyway.
    private static final Set<String> PASSING = Set.of("loadAverage");

    /// Everything in which two environments differ. What only one of them recorded qualifies a comparison: nobody can
    /// say whether it differs.
    ///
    /// @param before environment of the first result, by the keys of its file
    /// @param after of the second
    /// @return those that forbid a comparison first, else by key; empty if there are none
    public static List<Difference> between(Map<String, String> before, Map<String, String> after) {
        List<Difference> forbidding = new ArrayList<>();
        List<Difference> qualifying = new ArrayList<>();
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeAll(PASSING);
        for (String key : keys) {
            String one = before.getOrDefault(key, ABSENT);
            String other = after.getOrDefault(key, ABSENT);
            if (!one.equals(other)) {
                boolean known = before.containsKey(key) && after.containsKey(key);
                Weight weight = known && forbids(key, one, other) ? Weight.FORBIDS : Weight.QUALIFIES;
                List<Difference> those = weight == Weight.FORBIDS ? forbidding : qualifying;
                those.add(new Difference(key, EnvironmentKeys.label(key), one, other, weight));
            }
        }
        forbidding.addAll(qualifying);
        return List.copyOf(forbidding);
    }

    private static boolean forbids(String key, String one, String other) {
        return FORBIDDING.contains(key) || (key.equals("kernel") && !major(one).equals(major(other)));
    }

    /// The kernel's first number.
    private static String major(String release) {
        return release.split("[^0-9]", 2)[0];
    }
}
