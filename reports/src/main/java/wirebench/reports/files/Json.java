package wirebench.reports.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A value inside a JSON file that knows where it stands, so that every complaint can name the file and the
/// place.
///
/// @param file the file it was read from
/// @param place where it stands in that file, such as `[3].primaryMetric.rawData`; empty for the whole
/// @param node the value
/// @param cure what a person can do when this file is not as it should be
public record Json(Path file, String place, JsonNode node, String cure) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// Reads a whole file.
    ///
    /// @throws ReportException if it is missing, cannot be read or is not JSON
    public static Json read(Path file, String cure) throws ReportException {
        try {
            return new Json(file, "", MAPPER.readTree(Files.readAllBytes(file)), cure);
        } catch (NoSuchFileException e) {
            throw new ReportException(file, "is missing", cure, e);
        } catch (IOException e) {
            throw new ReportException(file, "cannot be read (" + e.getMessage() + ")", cure, e);
        } catch (JacksonException e) {
            throw new ReportException(file, "is not JSON" + position(e), cure, e);
        }
    }

    private static String position(JacksonException e) {
        var location = e.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /// The field of that name.
    ///
    /// @throws ReportException if it is absent or null, or this is no object
    public Json field(String name) throws ReportException {
        var found = optional(name);
        if (found.isEmpty()) {
            throw new ReportException(file, within(name) + " is missing", cure);
        }
        return found.get();
    }

    /// The field of that name, or nothing when it is absent or null.
    ///
    /// @throws ReportException if this is no object
    public Optional<Json> optional(String name) throws ReportException {
        require(node.isObject(), "an object");
        var value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(child(within(name), value));
    }

    /// All elements in their order.
    ///
    /// @throws ReportException if this is no array
    public List<Json> elements() throws ReportException {
        require(node.isArray(), "an array");
        var elements = new ArrayList<Json>();
        for (JsonNode element : node.values()) {
            elements.add(child(place + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /// All fields in their order.
    ///
    /// @throws ReportException if this is no object
    public Map<String, Json> fields() throws ReportException {
        require(node.isObject(), "an object");
        var fields = new LinkedHashMap<String, Json>();
        node.properties().forEach(entry -> fields.put(entry.getKey(), child(within(entry.getKey()), entry.getValue())));
        return fields;
    }

    /// A string.
    ///
    /// @throws ReportException if this is something else
    public String text() throws ReportException {
        require(node.isString(), "a string");
        return node.stringValue();
    }

    /// A number, also where JMH writes one as a string because JSON has no word for it.
    ///
    /// @throws ReportException if this is no number
    public double number() throws ReportException {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.isString() ? node.stringValue() : "") {
            case "NaN" -> Double.NaN;
            case "+INF", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-INF", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new ReportException(file, here() + " should be a number, but is " + shown(), cure);
        };
    }

    /// A whole number of 32 bits.
    ///
    /// @throws ReportException if this is something else
    public int integer() throws ReportException {
        require(node.isInt(), "a whole number");
        return node.intValue();
    }

    /// A whole number of 64 bits.
    ///
    /// @throws ReportException if this is something else
    public long count() throws ReportException {
        require(node.isIntegralNumber() && node.canConvertToLong(), "a whole number");
        return node.longValue();
    }

    /// Any value as a person would write it: text without quotes, lists with spaces between.
    public String plain() {
        if (node.isArray()) {
            return String.join(
                    " ", node.values().stream().map(JsonNode::asString).toList());
        }
        return node.isValueNode() ? node.asString() : node.toString();
    }

    private Json child(String at, JsonNode value) {
        return new Json(file, at, value, cure);
    }

    private String within(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private String here() {
        return place.isEmpty() ? "the file" : place;
    }

    private void require(boolean holds, String expected) throws ReportException {
        if (!holds) {
            throw new ReportException(file, here() + " should be " + expected + ", but is " + shown(), cure);
        }
    }

    private String shown() {
        var text = node.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
