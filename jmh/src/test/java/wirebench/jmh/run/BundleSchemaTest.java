package wirebench.jmh.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wirebench.jmh.command.ParameterChoices;
import wirebench.jmh.experiment.Experiment;
import wirebench.jmh.experiment.Experiments;
import wirebench.reports.Report;
import wirebench.reports.files.Fork;
import wirebench.reports.files.Plan;
import wirebench.reports.files.ResultFile;
import wirebench.reports.files.RunRecord;
import wirebench.reports.files.Slot;

/// The files of a bundle keep to the schemas that the project publishes of them.
class BundleSchemaTest {
    @TempDir
    private Path path;

    @Test
    void theFilesOfAQuietRunKeepToTheirSchemas() throws Exception {
        run(_ -> Optional.empty());
        assertThat(errors("plan", path.resolve("plan.json"))).isEmpty();
        assertThat(errors("run", path.resolve("run.json"))).isEmpty();
        assertThat(errors("fork", aFork())).isEmpty();
    }

    @Test
    void theFilesOfADisturbedRunKeepToTheirSchemas() throws Exception {
        run(_ -> Optional.of("steal 9.0 percent"));
        assertThat(errors("run", path.resolve("run.json"))).isEmpty();
        assertThat(errors("fork", aFork())).isEmpty();
        assertThat(aFork()).content().contains("steal 9.0 percent");
    }

    /// A key that a run seldom has would not be missed in the files above.
    @ParameterizedTest
    @MethodSource
    void aSchemaHasAllKeysOfItsRecordAndNoOther(String schema, Class<?> written) throws IOException {
        JsonNode root = new JsonMapper().readTree(text(schema));
        requireSameKeys(root, root, written);
    }

    static List<Arguments> aSchemaHasAllKeysOfItsRecordAndNoOther() {
        return List.of(
                Arguments.of("plan", Plan.class),
                Arguments.of("fork", Fork.class),
                Arguments.of("run", RunRecord.class));
    }

    private static void requireSameKeys(JsonNode root, JsonNode described, Type written) {
        JsonNode place = described.path("$ref").isString()
                ? root.at(described.get("$ref").stringValue().substring(1))
                : described;
        if (written instanceof ParameterizedType container) {
            Type[] types = container.getActualTypeArguments();
            JsonNode inside = Stream.of("items", "additionalProperties")
                    .map(place::path)
                    .filter(JsonNode::isObject)
                    .findFirst()
                    .orElse(place);
            requireSameKeys(root, inside, types[types.length - 1]);
        } else if (written instanceof Class<?> type && type.isRecord() && place.has("additionalProperties")) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            assertThat(place.get("properties").propertyNames())
                    .as("keys of " + type.getSimpleName() + " in the schema")
                    .containsExactlyInAnyOrderElementsOf(
                            components.stream().map(RecordComponent::getName).toList());
            components.forEach(
                    each -> requireSameKeys(root, place.get("properties").get(each.getName()), each.getGenericType()));
        }
    }

    @ParameterizedTest
    @MethodSource
    void thePlanOfEachExperimentKeepsToItsSchema(Experiment experiment) throws IOException {
        Path file = path.resolve("plan.json");
        ResultFile.write(
                file,
                Plans.of(
                        experiment,
                        experiment.size(),
                        7,
                        "again",
                        Optional.empty(),
                        FakeWorld.INSTANCE.origin("schema")));
        assertThat(errors("plan", file)).isEmpty();
    }

    static List<Experiment> thePlanOfEachExperimentKeepsToItsSchema() throws Exception {
        return new Experiments(ParameterChoices.benchmarks()).all();
    }

    @ParameterizedTest
    @CsvSource({
        "plan, '\"order\"', '\"ordre\"', order",
        "plan, '\"seed\" : 7', '\"seed\" : \"seven\"', seed",
        "run, '\"blocks\" : 3', '\"blocks\" : 0', blocks",
    })
    void aFileThatIsWrongDoesNot(String schema, String right, String wrong, String named) throws Exception {
        run(_ -> Optional.empty());
        Path file = path.resolve(schema + ".json");
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong));
        assertThat(errors(schema, file)).anyMatch(error -> error.contains(named));
    }

    private void run(NoiseRule quiet) throws Exception {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        BlockRun.begin(
                        FakeForks.plan(7),
                        new RunFolder(path),
                        quiet,
                        new Progress(nowhere, false, 9),
                        FakeWorld.INSTANCE)
                .run(FakeForks::run);
    }

    private Path aFork() {
        Slot slot = FakeForks.plan(7).slots().getFirst();
        return path.resolve("forks").resolve(slot.toString()).resolve("fork.json");
    }

    private static List<String> errors(String schema, Path file) throws IOException {
        return schema(schema).validate(Files.readString(file), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(name));
    }

    private static String text(String schema) throws IOException {
        try (InputStream text = Report.class.getResourceAsStream("schema/" + schema + ".schema.json")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
