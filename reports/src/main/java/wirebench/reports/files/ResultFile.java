package wirebench.reports.files;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the files of a result folder: one record each, which is all that says what is in it.
///
/// What is written is whole at every moment. What is read is checked, and a complaint names the file, the place in it
/// and what to do. Keys that the record does not have are passed over; what it has and the file has not is an error,
/// unless the record says that it may be absent.
public final class ResultFile {
    private static final int LONGEST_SHOWN = 40;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new PrimitivesAreRequired())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultPropertyInclusion(each -> each.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .changeDefaultVisibility(each -> each.withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ResultFile() {}

    /// A number that is absent is no zero.
    private static final class PrimitivesAreRequired extends JacksonAnnotationIntrospector {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.getRawType().isPrimitive() ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }
    }

    /// What a file holds, if it is of the schema that this program knows.
    ///
    /// @param cure what a person can do when this file is not as it should be
    /// @throws ReportException if it is missing, cannot be read, is no JSON, or is not what the record says
    public static <T> T read(Path file, Class<T> type, int schema, String cure) throws ReportException {
        var tree = tree(file, cure);
        if (!tree.isObject()) {
            throw wrong(file, "", tree, "an object", cure);
        }
        var found = tree.path("schema");
        if (!found.isInt()) {
            throw wrong(file, "schema", found, "a whole number", cure);
        }
        if (found.intValue() != schema) {
            throw new ReportException(
                    file,
                    "has schema " + found.intValue() + " where this program reads schema " + schema,
                    "use a program of its age");
        }
        return value(file, tree, whole -> MAPPER.treeToValue(whole, type), cure);
    }

    /// What a file without a schema holds.
    ///
    /// @throws ReportException if it is missing, cannot be read, is no JSON, or holds something else
    public static <T> T read(Path file, TypeReference<T> type, String cure) throws ReportException {
        return value(file, tree(file, cure), whole -> MAPPER.treeToValue(whole, type), cure);
    }

    /// Puts a value in the place of what the file held.
    ///
    /// @throws IOException if it cannot be written; the file is then as it was
    public static void write(Path file, Object value) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text(value));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// A value as it would be written.
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
    }

    private static JsonNode tree(Path file, String cure) throws ReportException {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new ReportException(file, "is missing", cure, e);
        } catch (IOException e) {
            throw new ReportException(file, "cannot be read (" + reason(e) + ")", cure, e);
        } catch (JacksonException e) {
            throw new ReportException(file, "is not JSON" + position(e), cure, e);
        }
    }

    private static String position(JacksonException e) {
        var location = e.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static <T> T value(Path file, JsonNode tree, Function<JsonNode, T> binding, String cure)
            throws ReportException {
        try {
            return binding.apply(tree);
        } catch (DatabindException e) {
            var place = new StringBuilder();
            var node = tree;
            for (var step : e.getPath()) {
                var name = step.getPropertyName();
                place.append(name == null ? "[" + step.getIndex() + "]" : (place.isEmpty() ? "" : ".") + name);
                node = name == null ? node.path(step.getIndex()) : node.path(name);
            }
            throw wrong(file, place.toString(), node, expected(e), cure);
        }
    }

    private static ReportException wrong(Path file, String place, JsonNode found, String expected, String cure) {
        if (found.isMissingNode() || found.isNull()) {
            return new ReportException(file, place + " is missing", cure);
        }
        var text = found.toString();
        var shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        var here = place.isEmpty() ? "the file" : place;
        return new ReportException(file, here + " should be " + expected + ", but is " + shown, cure);
    }

    /// What should have been there, in a person's words.
    private static String expected(DatabindException e) {
        var type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return "something else";
        }
        if (type == Instant.class) {
            return "a time such as 2026-11-23T15:12:33Z";
        }
        if (type == Duration.class) {
            return "a duration such as PT0.5S";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", names(type));
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    private static Iterable<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }
}
