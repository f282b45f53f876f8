package wirebench.nio;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Becomes true when a figure has been the same for many looks in a row.
final class StandStill implements BooleanSupplier {
    private static final int LOOKS = 500;

    private final LongSupplier figure;
    private long last;
    private int same;

    StandStill(LongSupplier figure) {
        this.figure = figure;
    }

    @Override
    public boolean getAsBoolean() {
        long now = figure.getAsLong();
        same = now == last ? same + 1 : 0;
        last = now;
        return same == LOOKS;
    }
}
