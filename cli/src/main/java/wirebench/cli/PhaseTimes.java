package wirebench.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import wirebench.client.Timings;

/// How long each phase of an exchange took, in microseconds. The phases add up to the total.
///
/// @param micros by the phase's name; a phase that did not happen is not there
record PhaseTimes(Map<String, Double> micros) {
    /// Turns points in time into times.
    static PhaseTimes of(Timings timings) {
        Map<String, Double> micros = new LinkedHashMap<>();
        long before = 0;
        before = add(micros, "acquire", before, timings.acquiredNanos());
        before = add(micros, "connect", before, timings.connectedNanos());
        before = add(micros, "handshake", before, timings.handshakenNanos());
        before = add(micros, "write", before, timings.writtenNanos());
        before = add(micros, "head", before, timings.headNanos());
        add(micros, "read", before, timings.endNanos());
        add(micros, "total", 0, timings.endNanos());
        return new PhaseTimes(micros);
    }

    /// A response may come before the request was written; then the phase that came too late took no time.
    private static long add(Map<String, Double> micros, String phase, long fromNanos, long toNanos) {
        if (toNanos == 0) {
            return fromNanos;
        }
        micros.put(phase, Math.max(0, toNanos - fromNanos) / 1e3);
        return Math.max(fromNanos, toNanos);
    }

    void forEach(BiConsumer<String, Double> action) {
        micros.forEach(action);
    }

    /// The times on a line for a person.
    String text() {
        StringBuilder text = new StringBuilder();
        micros.forEach((phase, time) -> text.append(text.isEmpty() ? "" : ", ")
                .append(phase)
                .append(' ')
                .append(String.format(Locale.ROOT, "%,.0f µs", time)));
        return text.toString();
    }
}
