package wirebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wirebench.cases.WireCase;
import wirebench.cases.WireCases;

/// Who checks the checker: the reference must agree with every wire case document.
final class ReferenceResponseTest {
    static List<WireCase> cases() {
        return WireCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void referenceAcceptsWhatTheCasesAccept(WireCase wireCase) {
        boolean withinLimits = !wireCase.result().startsWith("limit ");
        var reference = ReferenceResponse.of(wireCase.method(), wireCase.serverCloses(), wireCase.wire());

        if (withinLimits) {
            assertThat(reference.isPresent()).as(wireCase.toString()).isEqualTo(wireCase.isOk());
        }
        reference.filter(_ -> withinLimits).ifPresent(read -> isTheDocumentedOne(wireCase, read.transcript()));
    }

    private static void isTheDocumentedOne(WireCase wireCase, Transcript read) {
        assertThat(read.head().status()).hasToString(wireCase.value("status"));
        assertThat(read.body()).isEqualTo(wireCase.value("body"));
        assertThat(read.trailers()).containsExactlyElementsOf(WireText.fields(wireCase, "trailer"));
        assertThat(read.rest()).isEqualTo(wireCase.value("rest").length());
        assertThat(read.reusable()).isEqualTo("yes".equals(wireCase.value("reuse")));
        for (Field field : WireText.fields(wireCase, "field")) {
            assertThat(read.head().fields().all(field.name())).contains(field.value());
        }
    }
}
