package wirebench.jmh.codec;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Looks at as many octets at once as the processor's vectors hold, 16 to 64. Only for JVMs that were started with
/// the incubating module.
final class VectorScan implements ValueScanArm {
    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
    private static final byte SPACE = ' ';
    private static final byte DELETE = 0x7f;

    @Override
    public int end(byte[] octets, int from, int to) {
        int i = flagged(octets, from, to);
        while (i < to && ValueScanArm.isValue(octets[i])) {
            i = flagged(octets, i + 1, to);
        }
        return Math.min(i, to);
    }

    private static int flagged(byte[] octets, int from, int to) {
        for (int i = from; i < to; i += SPECIES.length()) {
            ByteVector vector = ByteVector.fromArray(SPECIES, octets, i);
            VectorMask<Byte> flags = vector.compare(VectorOperators.ULT, SPACE).or(vector.eq(DELETE));
            if (flags.anyTrue()) {
                return i + flags.firstTrue();
            }
        }
        return to;
    }
}
