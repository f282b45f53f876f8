package wirebench.server.count;

/// What one connection adds to its loop's [Tally], by the rule that `Counters` states.
///
/// Confined to the event loop.
public final class Account {
    private final Tally tally;
    private boolean asked;
    private boolean observer;
    private boolean secure;
    private boolean resumed;
    private boolean counted = true; // the exchange under way

    public Account(Tally tally) {
        this.tally = tally;
    }

    /// A request begins; `forCounters` if it asks for the counters themselves.
    public void request(boolean forCounters) {
        counted = !forCounters;
        if (observer != forCounters && (observer || !asked)) {
            observer = forCounters;
            connections(forCounters ? -1 : 1);
        }
        asked = true;
    }

    private void connections(int amount) {
        tally.add(Count.CONNECTIONS, amount);
        tally.add(Count.OPEN_CONNECTIONS, amount);
        handshakes(amount);
    }

    /// The connection's TLS handshake is complete.
    public void handshake(boolean asResumption) {
        secure = true;
        resumed = asResumption;
        handshakes(1);
    }

    private void handshakes(int amount) {
        if (secure) {
            tally.add(Count.HANDSHAKES, amount);
        }
        if (resumed) {
            tally.add(Count.RESUMED_HANDSHAKES, amount);
        }
    }

    /// The connection ends without a handshake that the client began.
    public void failedHandshake() {
        tally.add(Count.FAILED_HANDSHAKES, 1);
    }

    /// The client has ended the connection without saying so by TLS.
    public void unannouncedEnd() {
        if (!observer) {
            tally.add(Count.UNANNOUNCED_ENDS, 1);
        }
    }

    /// Octets came from the client.
    public void in(int octets) {
        add(Count.OCTETS_IN, octets);
    }

    /// Octets were sent.
    public void out(int octets) {
        add(Count.OCTETS_OUT, octets);
    }

    /// An exchange ended well.
    public void exchange() {
        add(Count.EXCHANGES, 1);
    }

    /// A request was refused.
    public void refused() {
        add(Count.REFUSED, 1);
    }

    /// A fault was made on purpose.
    public void fault() {
        add(Count.FAULTS, 1);
    }

    /// More requests for `/capacity` are in service than ever, by so many.
    public void capacityPeak(int raised) {
        add(Count.CAPACITY_PEAK, raised);
    }

    /// A request came while as many as may be were served.
    public void overCapacity() {
        add(Count.OVER_CAPACITY, 1);
    }

    /// The connection has ended, and `unsent` octets of answers with it.
    public void closed(int unsent) {
        out(-unsent);
        if (!observer) {
            tally.add(Count.OPEN_CONNECTIONS, -1);
        }
    }

    private void add(Count count, long amount) {
        if (counted) {
            tally.add(count, amount);
        }
    }
}
