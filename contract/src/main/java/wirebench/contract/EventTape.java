package wirebench.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import wirebench.client.HttpClient;

/// A flight recording of all that clients tell of one origin, however short and however often. Other tests of the
/// same process may record at the same time.
final class EventTape implements AutoCloseable {
    private static final List<String> NAMES = List.of("wirebench.Exchange", "wirebench.Acquire", "wirebench.Connect");

    private final String origin;
    private final Recording recording = new Recording();

    private EventTape(String origin) {
        this.origin = origin;
    }

    /// Begins to record.
    ///
    /// @param url where the exchanges go
    static EventTape start(String url) {
        EventTape tape = new EventTape(url.substring("http://".length()));
        for (String name : NAMES) {
            tape.recording.enable(name).withoutThreshold().with("throttle", "off");
        }
        tape.recording.start();
        return tape;
    }

    /// Ends the recording when nothing is under way any more.
    ///
    /// @return what was told, in the order in which it ended
    List<RecordedEvent> events(HttpClient client) throws IOException {
        Scene.awaitQuiet(client);
        recording.stop();
        Path file = Files.createTempFile("events", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.hasField("origin") && origin.equals(event.getString("origin")))
                    .sorted(Comparator.comparing(RecordedEvent::getEndTime))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        recording.close();
    }
}
