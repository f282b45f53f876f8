package wirebench.protocol;

/// One field line: a name and a value.
///
/// @param name the name as sent or received
/// @param value the value without the white space around it
public record Field(String name, String value) {
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
