package wirebench.protocol;

/// What [Limits] bound.
public enum Limit {
    /// Octets of a status line.
    START_LINE_OCTETS("octets of status line"),
    /// Octets of a head: status line, field lines and the empty line.
    HEAD_OCTETS("octets of head"),
    /// Field lines in a head.
    FIELD_COUNT("field lines in a head"),
    /// Octets of chunk extensions and of needless zeros in chunk sizes, in total over a body.
    CHUNK_EXTENSION_OCTETS("octets of chunk extensions"),
    /// Octets of a trailer section.
    TRAILER_OCTETS("octets of trailer section"),
    /// Field lines in a trailer section.
    TRAILER_COUNT("field lines in a trailer section"),
    /// Octets of a body, after the chunked coding is removed.
    BODY_OCTETS("octets of body"),
    /// Interim (1xx) responses before the final one.
    INTERIM_RESPONSES("interim responses");

    private final String unit;

    Limit(String unit) {
        this.unit = unit;
    }

    /// What is counted, in words that follow a number.
    ///
    /// @return such as `octets of head`
    public String unit() {
        return unit;
    }
}
