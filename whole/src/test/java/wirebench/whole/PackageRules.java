package wirebench.whole;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Which package may import which, as `packages.txt` beside this class says it: the reason in lines with `#`, then the
/// packages for which it is the reason, each with those that it may import.
///
/// @param rules by package, in the order of the file
record PackageRules(Map<String, Rule> rules) {
    /// What one package may import, and why no more.
    record Rule(Set<String> imports, String reason) {}

    static PackageRules read() {
        try (InputStream file =
                Objects.requireNonNull(PackageRules.class.getResourceAsStream("packages.txt"), "packages.txt")) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PackageRules of(List<String> lines) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        StringBuilder reason = new StringBuilder();
        boolean inReason = false;
        for (String line : lines) {
            if (line.startsWith("#")) {
                if (!inReason) {
                    reason.setLength(0);
                }
                reason.append(line.substring(1).strip()).append(' ');
            } else if (!line.isBlank()) {
                String[] parts = line.split("->", 2);
                Set<String> imports = new TreeSet<>(List.of(parts[1].strip().split("\\s+")));
                imports.remove("");
                rules.put(parts[0].strip(), new Rule(imports, reason.toString().strip()));
            }
            inReason = line.startsWith("#");
        }
        return new PackageRules(rules);
    }
}
