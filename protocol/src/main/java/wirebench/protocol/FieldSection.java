package wirebench.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A view of the fields of a head or of a trailer section, in the order in which they came.
///
/// Names and values are ranges of octets; a string is made only when one is asked for (ISO 8859-1, so that no
/// octet is lost). The view is valid until its decoder goes on to the next section of the same kind. Not
/// thread-safe.
public final class FieldSection {
    private static final int BOUNDS_PER_FIELD = 4;

    private byte[] octets = new byte[512 + ValueScan.SLACK];
    private int[] bounds = new int[16 * BOUNDS_PER_FIELD];
    private int count;

    FieldSection() {}

    /// How many field lines there are.
    ///
    /// @return the number of field lines
    public int count() {
        return count;
    }

    /// The name of a field as it came.
    ///
    /// @param index from 0
    /// @return a new string
    public String name(int index) {
        return text(nameStart(index), nameEnd(index));
    }

    /// The value of a field, without the white space around it.
    ///
    /// @param index from 0
    /// @return a new string
    public String value(int index) {
        return text(valueStart(index), valueEnd(index));
    }

    /// Whether a field has this name. Allocates nothing.
    ///
    /// @param index from 0
    /// @param name in any case
    /// @return true if the names are equal, ignoring the case of ASCII letters
    public boolean nameIs(int index, String name) {
        return Octets.equalsIgnoreCase(octets, nameStart(index), nameEnd(index), name);
    }

    /// The value of the first field with a name.
    ///
    /// @param name in any case
    /// @return a new string, or null if there is no such field
    public @Nullable String first(String name) {
        int index = indexOf(name);
        return index < 0 ? null : value(index);
    }

    /// Where the first field with a name is. Allocates nothing.
    ///
    /// @param name in any case
    /// @return its index, or -1 if there is no such field
    public int indexOf(String name) {
        for (int i = 0; i < count; i++) {
            if (nameIs(i, name)) {
                return i;
            }
        }
        return -1;
    }

    /// Puts the octets of a field's value into a buffer. Allocates nothing.
    ///
    /// @param index from 0
    /// @param out has room for them
    /// @throws java.nio.BufferOverflowException if it has not
    public void copyValue(int index, ByteBuffer out) {
        out.put(octets, valueStart(index), valueEnd(index) - valueStart(index));
    }

    /// Copies the view, so that it may be kept.
    ///
    /// @return the fields as strings
    public Fields copy() {
        Field[] copied = new Field[count];
        for (int i = 0; i < count; i++) {
            copied[i] = new Field(name(i), value(i));
        }
        return Fields.received(copied);
    }

    @Override
    public String toString() {
        return copy().toString();
    }

    byte[] octets() {
        return octets;
    }

    int nameStart(int index) {
        return bounds[check(index) * BOUNDS_PER_FIELD];
    }

    int nameEnd(int index) {
        return bounds[check(index) * BOUNDS_PER_FIELD + 1];
    }

    int valueStart(int index) {
        return bounds[check(index) * BOUNDS_PER_FIELD + 2];
    }

    int valueEnd(int index) {
        return bounds[check(index) * BOUNDS_PER_FIELD + 3];
    }

    String text(int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }

    void clear() {
        count = 0;
    }

    /// Makes room for octets, and behind them for what a scan reads beyond its end.
    void reserve(int capacity) {
        if (capacity > octets.length - ValueScan.SLACK) {
            octets = Arrays.copyOf(octets, Math.max(capacity + ValueScan.SLACK, octets.length * 2));
        }
    }

    void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int at = count * BOUNDS_PER_FIELD;
        if (at == bounds.length) {
            bounds = Arrays.copyOf(bounds, at * 2);
        }
        bounds[at] = nameStart;
        bounds[at + 1] = nameEnd;
        bounds[at + 2] = valueStart;
        bounds[at + 3] = valueEnd;
        count++;
    }

    /// Appends a folded line, which is not empty, to the last value, each fold before it replaced by one SP
    /// (RFC 9112 section 5.2). A fold takes three octets at least, so the line is not overwritten before it is
    /// moved.
    ///
    /// @param folds how many there are since the value's last octet
    void unfold(int folds, int from, int to) {
        int at = (count - 1) * BOUNDS_PER_FIELD;
        boolean first = bounds[at + 2] == bounds[at + 3];
        if (first) {
            bounds[at + 2] = from;
            bounds[at + 3] = to;
            return;
        }
        int end = bounds[at + 3] + folds;
        Arrays.fill(octets, bounds[at + 3], end, Octets.SP);
        System.arraycopy(octets, from, octets, end, to - from);
        bounds[at + 3] = end + to - from;
    }

    private int check(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("field " + index + " of " + count);
        }
        return index;
    }
}
