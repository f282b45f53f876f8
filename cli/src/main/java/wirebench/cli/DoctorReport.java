package wirebench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.core.JsonGenerator;
import wirebench.machine.doctor.Finding;
import wirebench.machine.fingerprint.Environment;
import wirebench.machine.fingerprint.Fingerprint;

/// The findings of the doctor, worst first, for a person and for a program.
final class DoctorReport {
    private static final int WIDTH = 96;
    private static final String INDENT = " ".repeat(18);

    private DoctorReport() {}

    /// The lines for a person.
    static List<String> text(Fingerprint machine, List<Finding> findings, Ansi ansi) {
        Environment environment = machine.environment();
        List<String> lines = new ArrayList<>();
        lines.add(bold(
                environment.cpuModel().orElse("unknown processor") + ", " + environment.os() + ", Linux "
                        + environment.kernel() + ", JDK " + environment.jdk(),
                ansi));
        for (Finding.Grade grade : Arrays.asList(Finding.Grade.values()).reversed()) {
            List<Finding> those = findings.stream()
                    .filter(finding -> finding.grade() == grade)
                    .toList();
            if (!those.isEmpty()) {
                lines.add("");
                lines.add(colour(grade, grade.words(), ansi));
                those.forEach(finding -> add(lines, finding));
            }
        }
        lines.add("");
        lines.add(verdict(findings));
        return lines;
    }

    private static void add(List<String> lines, Finding finding) {
        wrap(lines, "  %-16s".formatted(finding.subject()), TerminalText.of(finding.found()));
        if (!finding.meaning().isEmpty()) {
            wrap(lines, INDENT, finding.meaning());
        }
        if (!finding.cure().isEmpty()) {
            wrap(lines, INDENT, "-> " + finding.cure());
        }
    }

    /// Breaks between words; a word that is longer than a line, such as a path, is left whole to be copied.
    private static void wrap(List<String> lines, String first, String text) {
        StringBuilder line = new StringBuilder(first);
        for (String word : text.split(" ", -1)) {
            boolean begins = line.length() == INDENT.length();
            if (!begins && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT);
                begins = true;
            }
            line.append(begins ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }

    private static String verdict(List<Finding> findings) {
        String counts = Arrays.stream(Finding.Grade.values())
                .map(grade -> findings.stream()
                                .filter(finding -> finding.grade() == grade)
                                .count()
                        + " " + grade.words())
                .collect(Collectors.joining(", "));
        return Doctor.exitCode(findings) == ExitCode.OK
                ? "Fit to measure: " + counts + "."
                : "Not fit to measure: " + counts + ".";
    }

    private static String bold(String text, Ansi ansi) {
        return ansi.enabled() ? "\u001b[1m" + TerminalText.of(text) + "\u001b[0m" : TerminalText.of(text);
    }

    private static String colour(Finding.Grade grade, String text, Ansi ansi) {
        int colour = switch (grade) {
            case OK -> 32;
            case NOTE -> 33;
            case SPOILS -> 31;
        };
        return ansi.enabled() ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }

    /// One object on one line: `fit`, `findings` and `machine`.
    static String json(Fingerprint machine, List<Finding> findings) {
        return JsonLine.of(json -> {
            json.writeBooleanProperty("fit", Doctor.exitCode(findings) == ExitCode.OK);
            json.writeArrayPropertyStart("findings");
            findings.forEach(finding -> write(json, finding));
            json.writeEndArray();
            json.writeObjectPropertyStart("machine");
            write(json, machine.environment());
            machine.facts().forEach(json::writeStringProperty);
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("grade", finding.grade().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("subject", finding.subject());
        json.writeStringProperty("found", finding.found());
        json.writeStringProperty("meaning", finding.meaning());
        json.writeStringProperty("cure", finding.cure());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Environment environment) {
        json.writeStringProperty("os", environment.os());
        json.writeStringProperty("kernel", environment.kernel());
        environment.cpuModel().ifPresent(model -> json.writeStringProperty("cpuModel", model));
        json.writeNumberProperty("cores", environment.cores());
        environment.memoryMiB().ifPresent(memory -> json.writeNumberProperty("memoryMiB", memory));
        environment.virtualization().ifPresent(name -> json.writeStringProperty("virtualization", name));
        json.writeStringProperty("jdk", environment.jdk());
        json.writeStringProperty("jdkVendor", environment.jdkVendor());
        environment.clockSource().ifPresent(clock -> json.writeStringProperty("clockSource", clock));
        environment.governor().ifPresent(governor -> json.writeStringProperty("governor", governor));
        environment.gitCommit().ifPresent(commit -> json.writeStringProperty("gitCommit", commit));
        environment.gitDirty().ifPresent(dirty -> json.writeBooleanProperty("gitDirty", dirty));
    }
}
