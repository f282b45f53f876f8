package wirebench.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The modules of this project in the order of the build, each with the modules it may import.
///
/// Imports are transitive: who may import `client` may name the types of `protocol`, which its signatures contain.
enum ReactorModule {
    CASES("wire-cases"),
    CERTIFICATES("certificates"),
    PROTOCOL("protocol"),
    CLIENT("client"),
    SERVER("server"),
    CONTRACT("contract"),
    BLOCKING("impl-blocking"),
    NIO("impl-nio"),
    VIRTUAL("impl-virtual-threads"),
    MACHINE("machine"),
    LOAD("load"),
    REPORTS("reports"),
    JMH("jmh"),
    CLI("cli");

    private final String folder;

    ReactorModule(String folder) {
        this.folder = folder;
    }

    private Set<ReactorModule> imports() {
        return switch (this) {
            case CASES, CERTIFICATES, PROTOCOL, SERVER, MACHINE -> Set.of();
            case CLIENT -> Set.of(PROTOCOL);
            case CONTRACT -> Set.of(CASES, CERTIFICATES, CLIENT, SERVER);
            case BLOCKING, NIO, VIRTUAL -> Set.of(CLIENT);
            case LOAD -> Set.of(CLIENT, MACHINE);
            case REPORTS -> Set.of(MACHINE);
            case JMH -> Set.of(MACHINE, LOAD, REPORTS, BLOCKING, NIO, VIRTUAL, SERVER, CERTIFICATES);
            case CLI -> Set.of(MACHINE, LOAD, REPORTS, BLOCKING, NIO, VIRTUAL, SERVER, CERTIFICATES);
        };
    }

    /// Why this module may import no more than it may.
    String reason() {
        return switch (this) {
            case CASES -> "what a case says must not depend on what it is put to";
            case CERTIFICATES -> "a certificate is the same whoever shows it and whoever is to trust it";
            case PROTOCOL -> "the codec knows bytes, and nothing that carries them";
            case CLIENT -> "what all implementations share must not know any of them";
            case SERVER -> "a bug in shared code would cancel itself out between the two ends";
            case CONTRACT -> "a promise that knew an implementation would be made for it";
            case BLOCKING, NIO, VIRTUAL ->
                "implementations never see each other, so that they are compared as they are and a fourth is one more folder";
            case MACHINE -> "a machine is the same whatever is measured on it";
            case LOAD -> "a driver that knew an implementation could treat it better than the others";
            case REPORTS ->
                "its input is result files, also those of other machines and other years; of this one it knows the limits of noise";
            case JMH, CLI -> "the promises of a client are for tests";
        };
    }

    /// The package in which all its types are, and below.
    String packageName() {
        return "wirebench." + name().toLowerCase(Locale.ROOT);
    }

    Path sources() {
        return Path.of("..", folder, "src", "main", "java");
    }

    Path classes() {
        return Path.of("..", folder, "target", "classes");
    }

    /// Every source file, relative to [#sources].
    List<Path> sourceFiles() {
        try (Stream<Path> files = Files.walk(sources())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(sources()::relativize)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Our packages that this module may not import.
    String[] foreignPackages() {
        return EnumSet.complementOf(EnumSet.copyOf(reachable())).stream()
                .map(module -> module.packageName() + "..")
                .toArray(String[]::new);
    }

    private Set<ReactorModule> reachable() {
        Set<ReactorModule> reachable = EnumSet.of(this);
        imports().forEach(module -> reachable.addAll(module.reachable()));
        return reachable;
    }
}
