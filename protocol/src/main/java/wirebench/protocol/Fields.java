package wirebench.protocol;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An immutable list of fields, in order; names may repeat.
///
/// Fields that are made with [#with] go into a request and are checked octet by octet; characters beyond ISO
/// 8859-1 are refused, never narrowed. Thread-safe.
public final class Fields implements Iterable<Field> {
    /// No fields.
    public static final Fields NONE = new Fields(List.of());

    private final List<Field> list;

    private Fields(List<Field> list) {
        this.list = list;
    }

    static Fields received(Field... fields) {
        return fields.length == 0 ? NONE : new Fields(List.of(fields));
    }

    /// Fields from names and values in turn.
    ///
    /// @param namesAndValues name, value, name, value, ...
    /// @return the fields
    /// @throws IllegalArgumentException if one is not allowed in a request, or a value is missing
    public static Fields of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a field name without a value: " + namesAndValues.length + " strings");
        }
        Fields fields = NONE;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields = fields.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /// Copies with one more field.
    ///
    /// @param name a token
    /// @param value visible characters of ISO 8859-1, SP and HTAB, with no white space at either end
    /// @return the copy
    /// @throws IllegalArgumentException if the name or the value is outside that grammar
    public Fields with(String name, String value) {
        Field[] more = new Field[list.size() + 1];
        list.toArray(more);
        more[list.size()] = new Field(Grammar.requireToken("field name", name), Grammar.requireValue(name, value));
        return new Fields(List.of(more));
    }

    /// How many fields there are.
    ///
    /// @return the number of fields
    public int count() {
        return list.size();
    }

    /// One field.
    ///
    /// @param index from 0
    /// @return the field
    public Field at(int index) {
        return list.get(index);
    }

    /// The value of the first field with a name.
    ///
    /// @param name in any case
    /// @return the value, or null if there is no such field
    public @Nullable String first(String name) {
        for (Field field : list) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return null;
    }

    /// All values of a name, in order. Lists are not split at commas and lines not joined.
    ///
    /// @param name in any case
    /// @return the values, empty if there is no such field
    public List<String> all(String name) {
        return list.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    @Override
    public Iterator<Field> iterator() {
        return list.iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields fields && list.equals(fields.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
