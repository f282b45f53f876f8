package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.cases.WireCase;
import wirebench.cases.WireCases;

/// Who checks the fuzz targets: properties that cannot fail prove nothing. The seeds alone find every wrong decoder
/// and every wrong encoder.
final class FuzzPropertiesTest {
    static Set<String> decoders() {
        return WrongDecoders.all().keySet();
    }

    static Set<String> encoders() {
        return WrongEncoders.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void wrongDecoderIsNoticed(String wrong) {
        ResponseProperties properties =
                new ResponseProperties(WrongDecoders.all().get(wrong));

        assertThat(findings(FuzzTarget.RESPONSE, input -> properties.check(FuzzedResponse.of(input))))
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void wrongEncoderIsNoticed(String wrong) {
        RequestProperties properties = new RequestProperties(WrongEncoders.all().get(wrong));

        assertThat(findings(FuzzTarget.REQUEST, input -> properties.check(FuzzedRequest.of(input))))
                .isPositive();
    }

    @Test
    void seedOfAResponseIsItsWireCase() {
        for (WireCase wireCase : WireCases.all()) {
            FuzzedResponse seed = FuzzedResponse.of(FuzzedResponse.input(wireCase));
            assertThat(seed.method()).isEqualTo(wireCase.method());
            assertThat(seed.serverCloses()).isEqualTo(wireCase.serverCloses());
            assertThat(seed.limits()).isEqualTo(wireCase.limits(Limits.DEFAULT));
            assertThat(seed.wire()).isEqualTo(wireCase.wire());
        }
    }

    private interface Check {
        void check(byte[] input);
    }

    private static int findings(FuzzTarget target, Check properties) {
        int findings = 0;
        List<byte[]> seeds = target.seeds();
        for (byte[] seed : seeds) {
            try {
                properties.check(seed);
            } catch (AssertionError | RuntimeException _) {
                findings++;
            }
        }
        return findings;
    }
}
