package wirebench.reports.statistics;

import java.util.Optional;

/// A statement that may be made of a candidate and its baseline. [Family] states the rule for each.
public sealed interface Verdict {
    /// The arms it is about.
    Pair pair();

    /// The figures it rests on; nothing where blocks were missing.
    Optional<Evidence> figures();

    /// The verdict as one plain sentence with its figures.
    default String sentence() {
        return Sentence.of(this);
    }

    /// Two arms, the second of which is what the first is measured against.
    ///
    /// @param candidate the arm in question
    /// @param baseline the arm it is divided by
    record Pair(String candidate, String baseline) {
        /// @throws IllegalArgumentException if they are the same
        public Pair {
            if (candidate.equals(baseline)) {
                throw new IllegalArgumentException(candidate + " is compared with itself");
            }
        }
    }

    /// The candidate's figures are better, by more than noise.
    record Faster(Pair pair, Evidence evidence) implements Verdict {
        @Override
        public Optional<Evidence> figures() {
            return Optional.of(evidence);
        }
    }

    /// The candidate's figures are worse, by more than noise.
    record Slower(Pair pair, Evidence evidence) implements Verdict {
        @Override
        public Optional<Evidence> figures() {
            return Optional.of(evidence);
        }
    }

    /// They differ by less than the margin.
    record Equivalent(Pair pair, Evidence evidence) implements Verdict {
        @Override
        public Optional<Evidence> figures() {
            return Optional.of(evidence);
        }
    }

    /// The session does not tell.
    ///
    /// @param reason why not, as a clause
    record Inconclusive(Pair pair, String reason, Optional<Evidence> figures) implements Verdict {}

    /// Something was wrong with the session, so that its figures may not be compared.
    ///
    /// @param reason what, as a clause
    record Invalid(Pair pair, String reason) implements Verdict {
        @Override
        public Optional<Evidence> figures() {
            return Optional.empty();
        }
    }
}
