package wirebench.server.answer;

/// How far an answer has come. Answers are shared by all connections of a loop, so what changes is kept here.
///
/// One instance per connection, used again for each answer. Confined to the event loop.
public final class Progress {
    /// Whether the answer's head has been written.
    boolean begun;

    /// Body octets (or other parts, as the answer sees fit) written, and how many there will be.
    public long sent;

    public long total;

    /// Octets left in the piece under way, and pieces begun.
    long left;

    long pieces;

    /// Which of several answers was drawn; -1 before.
    int drawn = -1;

    /// Whether a place of [Capacity] is taken.
    boolean inService;

    /// How long to wait after [Step#PAUSE][wirebench.server.http.Step#PAUSE], in milliseconds.
    public long pauseMillis;

    void clear() {
        begun = false;
        sent = 0;
        total = 0;
        left = 0;
        pieces = 0;
        drawn = -1;
        inService = false;
        pauseMillis = 0;
    }
}
