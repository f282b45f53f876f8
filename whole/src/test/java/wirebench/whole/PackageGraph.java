package wirebench.whole;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which of our packages imports which, read from compiled classes. What generators write is left out.
///
/// @param imports by package, names without `wirebench.`; a package that imports none of ours has an empty set
record PackageGraph(Map<String, Set<String>> imports) {
    private static final String OURS = "wirebench.";
    private static final String GENERATED = ".jmh_generated";

    static PackageGraph of(Iterable<JavaClass> classes) {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (JavaClass type : classes) {
            if (isOurs(type)) {
                Set<String> of = imports.computeIfAbsent(name(type), _ -> new TreeSet<>());
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (isOurs(target) && !name(target).equals(name(type))) {
                        of.add(name(target));
                    }
                }
            }
        }
        return new PackageGraph(imports);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(OURS)
                && !type.getPackageName().endsWith(GENERATED)
                && !type.getSimpleName().equals("package-info");
    }

    private static String name(JavaClass type) {
        return type.getPackageName().substring(OURS.length());
    }

    /// A way from a package back to itself, if there is one.
    Optional<List<String>> cycle() {
        Set<String> done = new TreeSet<>();
        for (String start : imports.keySet()) {
            Optional<List<String>> found = cycle(start, new ArrayList<>(), done);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> cycle(String here, List<String> way, Collection<String> done) {
        int before = way.indexOf(here);
        way.add(here);
        if (before >= 0) {
            return Optional.of(List.copyOf(way.subList(before, way.size())));
        }
        if (!done.contains(here)) {
            for (String next : imports.getOrDefault(here, Set.of())) {
                Optional<List<String>> found = cycle(next, way, done);
                if (found.isPresent()) {
                    return found;
                }
            }
            done.add(here);
        }
        way.removeLast();
        return Optional.empty();
    }
}
