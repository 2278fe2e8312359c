package org.labthings.stitcher;

import java.io.IOException;

/** What a JPEG file says about itself before its data (ITU-T T.81, annex B). */
final class JpegHeader {
    private static final int FIRST_SOF = 0xC0;
    private static final int LAST_SOF = 0xC2;

    private JpegHeader() {}

    /**
     * How many pixels share a colour.
     *
     * @return along x and along y
     * @throws IOException when it is no JPEG of brightness and two colour differences
     */
    static int[] sampling(byte[] jpeg) throws IOException {
        for (int i = 2; i + 17 < jpeg.length && (jpeg[i] & 0xFF) == 0xFF; ) {
            int marker = jpeg[i + 1] & 0xFF;
            if (marker >= FIRST_SOF && marker <= LAST_SOF) {
                // length, precision, height, width, components, then of each: name, factors, table
                int brightness = jpeg[i + 11] & 0xFF;
                boolean others = jpeg[i + 14] == 0x11 && jpeg[i + 17] == 0x11;
                if (jpeg[i + 9] != 3 || !others) {
                    break;
                }
                return new int[] {brightness >> 4, brightness & 0xF};
            }
            i += 2 + ((jpeg[i + 2] & 0xFF) << 8 | jpeg[i + 3] & 0xFF);
        }
        throw new IOException("This Java's JPEG files are not of the kind that TIFF needs");
    }
}
