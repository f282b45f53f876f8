package wirebench.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import wirebench.cases.WireCases;

/// The fuzz targets, with the inputs that are worth to begin with.
enum FuzzTarget {
    RESPONSE(ResponseFuzz.class) {
        @Override
        void run(byte[] input) {
            ResponseFuzz.fuzzerTestOneInput(input);
        }

        @Override
        List<byte[]> seeds() {
            return WireCases.all().stream().map(FuzzedResponse::input).toList();
        }
    },
    CHUNKS(ChunkFuzz.class) {
        @Override
        void run(byte[] input) {
            ChunkFuzz.fuzzerTestOneInput(input);
        }

        @Override
        List<byte[]> seeds() {
            return WireCases.all().stream()
                    .filter(wireCase -> wireCase.wire().contains(HEAD_END))
                    .map(wireCase -> afterHead(FuzzedResponse.input(wireCase)))
                    .toList();
        }
    },
    REQUEST(RequestFuzz.class) {
        @Override
        void run(byte[] input) {
            RequestFuzz.fuzzerTestOneInput(input);
        }

        @Override
        List<byte[]> seeds() {
            return RequestSeeds.all();
        }
    };

    private static final String HEAD_END = "chunked\r\n\r\n";
    private static final Path CORPUS = Path.of("src/test/resources/wirebench/protocol/fuzz");

    private final Class<?> type;

    FuzzTarget(Class<?> type) {
        this.type = type;
    }

    /// The class that a fuzzer calls.
    String className() {
        return type.getName();
    }

    /// Checks one input.
    ///
    /// @throws AssertionError if a property does not hold
    abstract void run(byte[] input);

    /// Inputs that are made from other test data.
    abstract List<byte[]> seeds();

    /// The file of the inputs that a fuzzer found worth keeping, one in a line, written as [WireText] is.
    Path corpus() {
        return CORPUS.resolve(name().toLowerCase(Locale.ROOT) + ".txt");
    }

    List<byte[]> corpusInputs() {
        try {
            return Files.readAllLines(corpus()).stream().map(WireText::octets).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] afterHead(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int from = text.indexOf(HEAD_END) + HEAD_END.length();
        String preamble = text.substring(0, FuzzedResponse.PREAMBLE);
        return (preamble + text.substring(from)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
