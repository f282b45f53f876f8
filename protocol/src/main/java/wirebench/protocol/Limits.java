package wirebench.protocol;

/// The most that a response may ask of us. Immutable; each value is positive.
///
/// @param startLineOctets octets of a status line, CRLF included
/// @param headOctets octets of a head, from the status line to the empty line, both included
/// @param fieldCount field lines in a head
/// @param chunkExtensionOctets octets of chunk extensions, and of needless zeros in chunk sizes, in total over a
///     body
/// @param trailerOctets octets of a trailer section, its empty line included
/// @param trailerCount field lines in a trailer section
/// @param bodyOctets octets of a body, chunked coding removed
/// @param interimResponses interim (1xx) responses before the final one
public record Limits(
        int startLineOctets,
        int headOctets,
        int fieldCount,
        int chunkExtensionOctets,
        int trailerOctets,
        int trailerCount,
        long bodyOctets,
        int interimResponses) {

    /// Generous to honest servers, tight enough that a hostile one gets no memory: 8 KiB of status line, 64 KiB of
    /// head, 200 fields, 16 KiB of chunk extensions, 16 KiB of trailers in at most 100 lines, 8 interim responses.
    /// A body is streamed and costs no memory, so it is unbounded.
    public static final Limits DEFAULT =
            new Limits(8 * 1024, 64 * 1024, 200, 16 * 1024, 16 * 1024, 100, Long.MAX_VALUE, 8);

    /// Checks each value.
    ///
    /// @throws IllegalArgumentException if a value is not positive
    public Limits {
        requirePositive("startLineOctets", startLineOctets);
        requirePositive("headOctets", headOctets);
        requirePositive("fieldCount", fieldCount);
        requirePositive("chunkExtensionOctets", chunkExtensionOctets);
        requirePositive("trailerOctets", trailerOctets);
        requirePositive("trailerCount", trailerCount);
        requirePositive("bodyOctets", bodyOctets);
        requirePositive("interimResponses", interimResponses);
    }

    /// Copies with another bound on the status line.
    ///
    /// @param octets the bound
    /// @return the copy
    public Limits withStartLineOctets(int octets) {
        return new Limits(
                octets,
                headOctets,
                fieldCount,
                chunkExtensionOctets,
                trailerOctets,
                trailerCount,
                bodyOctets,
                interimResponses);
    }

    /// Copies with another bound on heads.
    ///
    /// @param octets the bound
    /// @return the copy
    public Limits withHeadOctets(int octets) {
        return new Limits(
                startLineOctets,
                octets,
                fieldCount,
                chunkExtensionOctets,
                trailerOctets,
                trailerCount,
                bodyOctets,
                interimResponses);
    }

    /// Copies with another bound on the number of field lines.
    ///
    /// @param count the bound
    /// @return the copy
    public Limits withFieldCount(int count) {
        return new Limits(
                startLineOctets,
                headOctets,
                count,
                chunkExtensionOctets,
                trailerOctets,
                trailerCount,
                bodyOctets,
                interimResponses);
    }

    /// Copies with another bound on chunk extensions.
    ///
    /// @param octets the bound
    /// @return the copy
    public Limits withChunkExtensionOctets(int octets) {
        return new Limits(
                startLineOctets,
                headOctets,
                fieldCount,
                octets,
                trailerOctets,
                trailerCount,
                bodyOctets,
                interimResponses);
    }

    /// Copies with another bound on trailer sections.
    ///
    /// @param octets the bound
    /// @param count the bound on field lines
    /// @return the copy
    public Limits withTrailers(int octets, int count) {
        return new Limits(
                startLineOctets,
                headOctets,
                fieldCount,
                chunkExtensionOctets,
                octets,
                count,
                bodyOctets,
                interimResponses);
    }

    /// Copies with another bound on bodies.
    ///
    /// @param octets the bound
    /// @return the copy
    public Limits withBodyOctets(long octets) {
        return new Limits(
                startLineOctets,
                headOctets,
                fieldCount,
                chunkExtensionOctets,
                trailerOctets,
                trailerCount,
                octets,
                interimResponses);
    }

    /// Copies with another bound on interim responses.
    ///
    /// @param count the bound
    /// @return the copy
    public Limits withInterimResponses(int count) {
        return new Limits(
                startLineOctets,
                headOctets,
                fieldCount,
                chunkExtensionOctets,
                trailerOctets,
                trailerCount,
                bodyOctets,
                count);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
