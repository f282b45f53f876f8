package wirebench.reports.files;

import java.util.Optional;
import java.util.OptionalInt;

/// How precise an experiment is to be: its first blocks are a pilot, whose scatter says how many there have to be.
/// Immutable.
///
/// @param wanted how far the 95 % interval of each ratio may reach from it, as a share such as 0.02
/// @param mostBlocks as many as the budget holds; empty for no bound
/// @param decision what the pilot said; empty until it has ended
public record Precision(double wanted, OptionalInt mostBlocks, Optional<Decision> decision) {
    /// The decision that a pilot's blocks lead to.
    ///
    /// @param scatter the standard deviation of the logarithms of the ratios of an arm to what it is compared with
    /// @param arm the one in which that is largest
    /// @param needed blocks for the precision that is wanted
    /// @param blocks that are run, the pilot's included
    /// @param expected the precision that these will give
    public record Decision(double scatter, String arm, int needed, int blocks, double expected) {}

    /// The precision that is wanted, with the number of blocks at which to stop all the same.
    public static Precision of(double wanted, OptionalInt mostBlocks) {
        return new Precision(wanted, mostBlocks, Optional.empty());
    }

    /// The same with what the pilot said.
    public Precision decided(Decision made) {
        return new Precision(wanted, mostBlocks, Optional.of(made));
    }
}
