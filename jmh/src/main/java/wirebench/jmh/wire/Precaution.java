package wirebench.jmh.wire;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import wirebench.client.HttpClient;
import wirebench.client.config.ClientConfig;
import wirebench.client.config.Timeouts;
import wirebench.client.resilience.BreakerConfig;
import wirebench.client.resilience.ResilienceConfig;
import wirebench.client.resilience.ResilienceListener;
import wirebench.client.resilience.ResilientClient;
import wirebench.client.resilience.RetryConfig;

/// A measure that can be in place in case something goes wrong.
public enum Precaution {
    /// Nothing: an exchange may take for ever, and fails if it fails.
    NONE,
    /// A timeout of each phase and a total one.
    TIMEOUTS,
    /// The same, and retries.
    RETRIES,
    /// Timeouts and a circuit breaker.
    BREAKER,
    /// Timeouts, retries and a circuit breaker.
    ALL,
    /// Timeouts, and the Flight Recorder takes the client's events.
    EVENTS;

    private static final Timeouts NO_TIMEOUTS = new Timeouts(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO);

    /// @throws IllegalArgumentException if there is none of that name
    static Precaution named(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no precaution '" + label + "'; choose one of "
                        + Arrays.stream(values()).map(Precaution::label).collect(Collectors.joining(", "))));
    }

    /// The name by which parameters and reports call it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the client is told.
    ClientConfig config(ClientConfig config) {
        return config.withTimeouts(this == NONE ? NO_TIMEOUTS : Timeouts.DEFAULT.withTotal(Duration.ofMinutes(1)));
    }

    /// What stands in front of the client.
    HttpClient inFrontOf(HttpClient client) {
        return switch (this) {
            case NONE, TIMEOUTS -> client;
            case RETRIES -> resilient(client, ResilienceConfig.DEFAULT);
            case BREAKER -> resilient(client, broken(ResilienceConfig.DEFAULT.withRetries(RetryConfig.NONE)));
            case ALL -> resilient(client, broken(ResilienceConfig.DEFAULT));
            case EVENTS -> recorded(client);
        };
    }

    private static HttpClient resilient(HttpClient client, ResilienceConfig config) {
        return ResilientClient.of(client, config, ResilienceListener.NONE);
    }

    private static ResilienceConfig broken(ResilienceConfig config) {
        return config.withBreaker(BreakerConfig.DEFAULT);
    }

    /// The recording ends with the fork and is thrown away.
    @SuppressWarnings("resource")
    private static HttpClient recorded(HttpClient client) {
        Recording recording = new Recording();
        recording.setToDisk(false);
        for (String event : new String[] {"Exchange", "Acquire", "Connect"}) {
            recording.enable("wirebench." + event).withoutThreshold().with("throttle", "off");
        }
        recording.start();
        return client;
    }
}
