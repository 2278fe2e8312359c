package org.labthings.driver.mjpeg;

import java.io.ByteArrayOutputStream;

/**
 * The Huffman tables of ITU-T T.81, section K.3, which cameras leave out of each frame and every
 * decoder of files wants to see.
 */
final class HuffmanTables {
    private static final int[][] COUNTS = {
        {0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0},
        {0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d},
        {0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0},
        {0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77}
    };

    /** Class and destination of each table: DC and AC of luminance, then of chrominance. */
    private static final int[] IDS = {0x00, 0x10, 0x01, 0x11};

    private static final String DC = "000102030405060708090a0b";

    private static final String[] VALUES = {
        DC,
        "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25"
            + "262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778"
            + "797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6"
            + "c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa",
        DC,
        "0001020311040521310612415107617113223281081442"
            + "91a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a43444546474849"
            + "4a535455565758595a636465666768696a737475767778797a82838485868788898a9293949596979899"
            + "9aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6"
            + "e7e8e9eaf2f3f4f5f6f7f8f9fa"
    };

    private static final byte[] SEGMENT = build();

    private HuffmanTables() {}

    /** The whole segment, marker and length included; a copy. */
    static byte[] segment() {
        return SEGMENT.clone();
    }

    private static byte[] build() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        for (int i = 0; i < IDS.length; i++) {
            tables.write(IDS[i]);
            for (int count : COUNTS[i]) {
                tables.write(count);
            }
            tables.writeBytes(java.util.HexFormat.of().parseHex(VALUES[i]));
        }
        int length = tables.size() + 2;
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.write(0xFF);
        segment.write(0xC4);
        segment.write(length >> 8);
        segment.write(length);
        segment.writeBytes(tables.toByteArray());
        return segment.toByteArray();
    }
}
