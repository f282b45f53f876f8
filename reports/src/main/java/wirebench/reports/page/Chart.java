package wirebench.reports.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wirebench.reports.files.Latency;

/// The data of a chart, which knows its kind; a script knows how to draw it. Written as JSON, so that null stands for
/// "none".
public sealed interface Chart {
    /// The renderer in the script.
    String kind();

    /// One sentence for those who cannot see it.
    String summary();

    /// A figure with its interval and the forks it was made of, in the scale of the chart.
    ///
    /// @param disturbed for each fork, whether the processor was taken away from it
    record Point(
            double value, @Nullable Double low, @Nullable Double high, List<Double> forks, List<Boolean> disturbed) {}

    /// ChartPoints of one client over the concurrencies; null where there is none.
    ///
    /// @param isFloor whether it is the raw socket loop of the client's model
    record Line(String name, String client, boolean isFloor, List<@Nullable Point> points) {}

    /// Lines over concurrency.
    ///
    /// @param reference where to draw a line across, if anywhere
    /// @param isJoined whether the points of a client are joined by lines
    record OverConcurrency(
            String summary,
            String axis,
            List<Integer> concurrencies,
            List<Line> lines,
            @Nullable Double reference,
            boolean isJoined)
            implements Chart {
        @Override
        public String kind() {
            return "concurrency";
        }
    }

    /// Pairs of 1/(1-p) and microseconds.
    record Curve(String name, String client, boolean isFloor, List<List<Double>> points) {
        /// The curve of latencies, rounded.
        public static Curve of(String name, String client, boolean isFloor, Latency latency) {
            var points = latency.curve().stream()
                    .map(point -> List.of(rounded(point.oneIn()), rounded(point.micros())))
                    .toList();
            return new Curve(name, client, isFloor, points);
        }
    }

    /// Latency curves of which the reader sees one choice at a time.
    ///
    /// @param choice what the reader chooses between, such as exchanges in flight
    /// @param choices its values
    /// @param first the index of the one that is shown first
    record Percentiles(String summary, String choice, List<Integer> choices, int first, List<List<Curve>> curves)
            implements Chart {
        @Override
        public String kind() {
            return "percentiles";
        }
    }

    /// Bars over concurrency, each with the floor's value drawn across it; null where there is none.
    record Bars(String name, String client, List<@Nullable Double> values, List<@Nullable Double> floors) {}

    /// Octets that each exchange allocated.
    record Allocation(String summary, String axis, List<Integer> concurrencies, List<Bars> bars) implements Chart {
        @Override
        public String kind() {
            return "allocation";
        }
    }

    /// One point for each label, from top to bottom.
    record Cells(String summary, String axis, List<String> labels, List<Point> points) implements Chart {
        @Override
        public String kind() {
            return "cells";
        }
    }

    /// A fork among others.
    ///
    /// @param isHollow whether it was disturbed or never warmed up
    /// @param note what is said of it when one points at it
    record Dot(double value, boolean isHollow, String note) {}

    /// A row of dots for each label.
    ///
    /// @param means of each row, where it has any dots
    /// @param reference the row whose mean is drawn across all
    record Forks(
            String summary,
            String axis,
            List<String> labels,
            List<List<Dot>> rows,
            List<@Nullable Double> means,
            int reference)
            implements Chart {
        @Override
        public String kind() {
            return "forks";
        }
    }

    /// A ratio with its interval, and the band it is looked at against; null where there is none.
    record Ratio(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double bandLow,
            @Nullable Double bandHigh,
            String word) {}

    /// A ratio for each label.
    record Ratios(String summary, String axis, String band, List<String> labels, List<Ratio> ratios) implements Chart {
        @Override
        public String kind() {
            return "ratios";
        }
    }

    /// A part of each bar.
    record Part(String name, List<@Nullable Double> values) {}

    /// Lying bars made of parts, one for each label.
    record Stacked(String summary, String axis, List<String> labels, List<Part> parts) implements Chart {
        @Override
        public String kind() {
            return "stacked";
        }
    }

    /// The finding at one rate; without a value where no fork counts.
    ///
    /// @param invalid how many forks were thrown out
    record AtRate(
            double rate,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            int invalid) {}

    /// The rates of one client.
    record RateLine(String name, List<AtRate> points) {}

    /// A latency over the rate of arrivals.
    ///
    /// @param invalid the rates at which some client has too few valid forks
    record OverRate(String summary, String axis, List<RateLine> lines, List<Double> invalid) implements Chart {
        @Override
        public String kind() {
            return "rates";
        }
    }

    /// A fork in time.
    ///
    /// @param minute since the first fork began
    /// @param relative to the median of its arm
    /// @param arm the index of its arm
    /// @param steal percent of processor time
    record Moment(
            double minute, double relative, int arm, boolean isHollow, boolean isInvalid, double steal, String note) {}

    /// All forks in the order they ran.
    record Timeline(String summary, List<String> arms, double stealLimit, List<Moment> moments) implements Chart {
        @Override
        public String kind() {
            return "timeline";
        }
    }

    /// The processor time lost in each fork, in the order they ran.
    record Steal(String summary, double limit, List<String> labels, List<@Nullable Double> percents) implements Chart {
        @Override
        public String kind() {
            return "steal";
        }
    }

    /// Five digits: more would only make the page larger.
    static double rounded(double figure) {
        if (figure == 0 || !Double.isFinite(figure)) {
            return 0;
        }
        return new BigDecimal(figure).round(new MathContext(5)).doubleValue();
    }
}
