package wirebench.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a chart draws. The page's script knows how; see `page.js`. Written as JSON, so that null stands for "none".
sealed interface Chart {
    /// The renderer in the script.
    String kind();

    /// One sentence for those who cannot see it.
    String summary();

    /// A figure with its interval and the forks it was made of, in the scale of the chart.
    ///
    /// @param disturbed for each fork, whether the processor was taken away from it
    record Point(
            double value, @Nullable Double low, @Nullable Double high, List<Double> forks, List<Boolean> disturbed) {}

    /// Points of one client over the concurrencies; null where there is none.
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
    record Curve(String name, String client, boolean isFloor, List<List<Double>> points) {}

    /// Latency curves of which the reader sees one concurrency at a time.
    ///
    /// @param first the index of the concurrency that is shown first
    record Percentiles(String summary, List<Integer> concurrencies, int first, List<List<Curve>> curves)
            implements Chart {
        @Override
        public String kind() {
            return "percentiles";
        }
    }

    /// Bars over concurrency, each with the floor's value drawn across it; null where there is none.
    record Bars(String name, String client, List<@Nullable Double> values, List<@Nullable Double> floors) {}

    /// What each exchange allocated.
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

    /// The processor time lost in each fork, in the order they ran.
    record Steal(String summary, double limit, List<String> labels, List<@Nullable Double> percents) implements Chart {
        @Override
        public String kind() {
            return "steal";
        }
    }
}
