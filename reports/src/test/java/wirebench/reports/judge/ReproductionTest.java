package wirebench.reports.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wirebench.reports.experiment.ComparisonText;
import wirebench.reports.files.Bundle;
import wirebench.reports.files.RunFolder;

class ReproductionTest {
    @TempDir
    private Path path;

    @Test
    void whatIsFoundAgainIsReproducedAndItsOppositeContradicts() throws Exception {
        var reproduction = Reproduction.of(run("first", 10, 1.5, 1.5, 1.0), run("again", 10, 1.5, 0.8, 1.0));
        assertThat(reproduction.arms())
                .extracting(Claim::result)
                .containsExactly(Claim.Result.REPRODUCED, Claim.Result.CONTRADICTED, Claim.Result.REPRODUCED);
        assertThat(reproduction.predictions())
                .extracting(Claim::result)
                .containsExactly(Claim.Result.REPRODUCED, Claim.Result.CONTRADICTED);
        assertThat(reproduction.isContradicted()).isTrue();
        assertThat(ComparisonText.of(reproduction))
                .contains("Of 5 findings, 3 reproduced, 2 contradicted, 0 inconclusive.")
                .contains("| two against baseline | faster | slower | contradicted |")
                .contains("| two is faster | holds | contradicted | contradicted |");
    }

    @Test
    void tooFewBlocksReproduceNothingAndContradictNothing() throws Exception {
        var reproduction = Reproduction.of(run("first", 10, 1.5, 1.5, 1.0), run("again", 4, 0.5, 0.5, 2.0));
        assertThat(reproduction.count(Claim.Result.INCONCLUSIVE)).isEqualTo(5);
        assertThat(reproduction.isContradicted()).isFalse();
    }

    @Test
    void aRunThatFoundNothingClaimsNothing() throws Exception {
        var reproduction = Reproduction.of(run("first", 4, 1.5, 1.5, 1.0), run("again", 10, 1.5, 1.5, 1.0));
        assertThat(reproduction.count(Claim.Result.NOTHING_CLAIMED)).isEqualTo(5);
        assertThat(ComparisonText.of(reproduction)).contains("had found nothing that could be tested");
    }

    @ParameterizedTest
    @CsvSource({
        "faster, faster, REPRODUCED",
        "faster, slower, CONTRADICTED",
        "faster, equivalent, CONTRADICTED",
        "equivalent, faster, CONTRADICTED",
        "holds, inconclusive, INCONCLUSIVE",
        "holds, invalid, INCONCLUSIVE",
        "invalid, holds, NOTHING_CLAIMED"
    })
    void findingsAgreeOrNot(String first, String again, Claim.Result result) {
        assertThat(Claim.result(first, again)).isEqualTo(result);
    }

    @Test
    void runsThatAskDifferentThingsHaveNothingToReproduce() throws Exception {
        var first = run("first", 6, 1, 1, 1);
        var other = new RunFolder(path.resolve("other"), 6).arm("one", 1).read();
        assertThatThrownBy(() -> Reproduction.of(first, other)).hasMessageContaining("ask different questions");
    }

    private Bundle run(String name, int blocks, double one, double two, double three) throws Exception {
        return new RunFolder(path.resolve(name), blocks)
                .arm("one", one)
                .arm("two", two)
                .arm("three", three)
                .predicts("one is faster", "one", 1.1, 9)
                .predicts("two is faster", "two", 1.1, 9)
                .read();
    }
}
