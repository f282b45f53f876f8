package wirebench.jmh.experiment;

import java.util.Locale;

/// What the arms are compared by. Immutable.
///
/// @param name `score`, or a secondary result of JMH's, such as `gc.alloc.rate.norm`
/// @param better which way is better
public record Metric(String name, Better better) {
    /// Which way is better.
    public enum Better {
        /// As with exchanges per second.
        MORE,
        /// As with nanoseconds per operation.
        LESS;

        /// As it is written in a file.
        ///
        /// @return in small letters
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
