package wirebench.jmh.codec;

/// Looks each octet up in a table.
final class OctetScan implements ValueScanArm {
    private static final boolean[] VALUE = new boolean[256];

    static {
        for (int octet = 0; octet < 256; octet++) {
            VALUE[octet] = ValueScanArm.isValue((byte) octet);
        }
    }

    @Override
    public int end(byte[] octets, int from, int to) {
        int i = from;
        while (i < to && VALUE[octets[i] & 0xff]) {
            i++;
        }
        return i;
    }
}
