package wirebench.whole.cycle.there;

import wirebench.whole.cycle.here.Here;

/// The other half of a cycle.
public final class There {
    /// The first half.
    public Here here() {
        return new Here();
    }
}
