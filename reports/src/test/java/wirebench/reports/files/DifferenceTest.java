package wirebench.reports.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wirebench.reports.files.Difference.Weight;

class DifferenceTest {
    @ParameterizedTest
    @CsvSource({
        "cpuModel,A,B,FORBIDS",
        "cores,2,4,FORBIDS",
        "cpusAllowed,0,0-1,FORBIDS",
        "cgroupCpus,1.50,2.00,FORBIDS",
        "jdk,25.0.2,25.0.3,FORBIDS",
        "jvmFlags,-Xmx1g,-Xmx2g,FORBIDS",
        "vmFlags,UseG1GC=true,UseZGC=true,FORBIDS",
        "kernel,5.15.0-91,6.1.0,FORBIDS",
        "kernel,6.1.0,6.18.44-fc,QUALIFIES",
        "gitCommit,abc,def,QUALIFIES",
        "net.core.somaxconn,128,4096,QUALIFIES",
        "somethingNew,1,2,QUALIFIES"
    })
    void eachDifferenceHasItsWeight(String key, String before, String after, Weight weight) {
        assertThat(Difference.between(Map.of(key, before), Map.of(key, after)))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.key()).isEqualTo(key);
                    assertThat(difference.before()).isEqualTo(before);
                    assertThat(difference.after()).isEqualTo(after);
                    assertThat(difference.weight()).isEqualTo(weight);
                });
    }

    @Test
    void whatIsTheSameIsNoDifferenceAndNeitherIsTheLoadOfTheHour() {
        assertThat(Difference.between(
                        Map.of("cores", "2", "loadAverage", "0.1"), Map.of("cores", "2", "loadAverage", "3.0")))
                .isEmpty();
    }

    @Test
    void whatOnlyOneRecordedQualifies() {
        assertThat(Difference.between(Map.of(), Map.of("cpuModel", "A")))
                .containsExactly(new Difference("cpuModel", "Processor", "not recorded", "A", Weight.QUALIFIES));
        assertThat(Difference.between(Map.of("cpusAllowed", "0"), Map.of()))
                .extracting(Difference::weight)
                .containsExactly(Weight.QUALIFIES);
    }

    @Test
    void whatForbidsComesFirst() {
        List<Difference> differences = Difference.between(
                Map.of("arbitrary", "1", "jdk", "25", "cores", "2"),
                Map.of("arbitrary", "2", "jdk", "26", "cores", "4"));
        assertThat(differences).extracting(Difference::key).containsExactly("cores", "jdk", "arbitrary");
    }
}
