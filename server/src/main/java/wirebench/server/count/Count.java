package wirebench.server.count;

/// What is counted. The names are those of the JSON object and of the components of `Counters`.
public enum Count {
    CONNECTIONS("connections"),
    OPEN_CONNECTIONS("openConnections"),
    EXCHANGES("exchanges"),
    OCTETS_IN("octetsIn"),
    OCTETS_OUT("octetsOut"),
    REFUSED("refused"),
    FAULTS("faults"),
    ACCEPT_PAUSES("acceptPauses"),
    HANDSHAKES("handshakes"),
    RESUMED_HANDSHAKES("resumedHandshakes"),
    FAILED_HANDSHAKES("failedHandshakes"),
    UNANNOUNCED_ENDS("unannouncedEnds"),
    CAPACITY_PEAK("capacityPeak"),
    OVER_CAPACITY("overCapacity");

    private final String json;

    Count(String json) {
        this.json = json;
    }

    /// The key by which `/counters` tells it.
    public String json() {
        return json;
    }
}
