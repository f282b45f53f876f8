package wirebench.reports.judge;

import java.util.ArrayList;
import java.util.List;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.Difference;

/// Whether a second run of a plan finds what the first had found. Immutable.
///
/// The claims are ratios: each prediction, and each arm against what it is compared with. Absolute figures are of the
/// machine and the hour, and are not compared; another machine may reproduce a claim as well, and what differs is
/// listed.
///
/// @param first the run that made the claims
/// @param again the one that tests them
/// @param differences of their environments
/// @param predictions what was predicted
/// @param arms what was found of each arm against what it is compared with
public record Reproduction(
        Bundle first, Bundle again, List<Difference> differences, List<Claim> predictions, List<Claim> arms) {
    /// Keeps copies.
    public Reproduction {
        differences = List.copyOf(differences);
        predictions = List.copyOf(predictions);
        arms = List.copyOf(arms);
    }

    /// Judges both runs and compares the judgements.
    ///
    /// @param first the run that made the claims
    /// @param again a run of the same plan
    /// @return claim by claim
    /// @throws IllegalArgumentException if they ask nothing, or not the same
    public static Reproduction of(Bundle first, Bundle again) {
        if (!first.plan().question().equals(again.plan().question())) {
            throw new IllegalArgumentException(first.folder() + " and " + again.folder() + " ask different questions");
        }
        var claimed = Judgement.of(first);
        var found = Judgement.of(again);
        return new Reproduction(
                first,
                again,
                Difference.between(first.environment(), again.environment()),
                predictions(claimed, found),
                arms(claimed, found));
    }

    private static List<Claim> predictions(Judgement claimed, Judgement found) {
        var claims = new ArrayList<Claim>();
        for (int i = 0; i < claimed.outcomes().size(); i++) {
            var before = claimed.outcomes().get(i);
            var after = found.outcomes().get(i);
            claims.add(new Claim(
                    before.prediction().says(),
                    before.word(),
                    after.word(),
                    after.sentence(),
                    Claim.result(before.word(), after.word())));
        }
        return claims;
    }

    private static List<Claim> arms(Judgement claimed, Judgement found) {
        var claims = new ArrayList<Claim>();
        for (int i = 0; i < claimed.verdicts().size(); i++) {
            var before = Judgement.word(claimed.verdicts().get(i));
            var verdict = found.verdicts().get(i);
            claims.add(new Claim(
                    verdict.pair().candidate() + " against " + verdict.pair().baseline(),
                    before,
                    Judgement.word(verdict),
                    verdict.sentence(),
                    Claim.result(before, Judgement.word(verdict))));
        }
        return claims;
    }

    /// How many claims came out so.
    ///
    /// @param result one of the four
    /// @return of predictions and arms together
    public long count(Claim.Result result) {
        return claims().stream().filter(claim -> claim.result() == result).count();
    }

    /// Whether a claim was contradicted.
    public boolean isContradicted() {
        return count(Claim.Result.CONTRADICTED) > 0;
    }

    private List<Claim> claims() {
        var all = new ArrayList<>(predictions);
        all.addAll(arms);
        return all;
    }
}
