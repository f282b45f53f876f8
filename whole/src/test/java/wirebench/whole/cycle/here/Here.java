package wirebench.whole.cycle.here;

import wirebench.whole.cycle.there.There;

/// One half of a cycle, for the test that has to find it.
public final class Here {
    /// The other half.
    public There there() {
        return new There();
    }
}
