package org.labthings.turbojpeg.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.labthings.hardware.image.JpegEncoder;
import org.labthings.hardware.image.RgbImage;

/** A picture by which one sees whether a native library does what it should. */
final class Probe {
    private static final int SIDE = 32;
    private static final int QUALITY = 95;
    private static final int TOLERANCE = 16;

    private Probe() {}

    /** Whether a decoder gives back what was encoded, but for what JPEG loses. */
    static boolean passes(Function<byte[], Optional<RgbImage>> decoder) {
        RgbImage image = new RgbImage(SIDE, SIDE);
        for (int i = 0; i < image.data().length; i++) {
            int x = i / 3 % SIDE;
            int y = i / 3 / SIDE;
            image.data()[i] = (byte) (40 + (i % 3 == 0 ? 5 * x : i % 3 == 1 ? 5 * y : 2 * (x + y)));
        }
        try (JpegEncoder encoder = new JpegEncoder(true)) {
            Optional<RgbImage> seen = decoder.apply(encoder.encode(image, QUALITY));
            return seen.isPresent()
                    && seen.get().width() == SIDE
                    && seen.get().height() == SIDE
                    && alike(seen.get().data(), image.data());
        } catch (IOException e) {
            throw new IllegalStateException(e); // this Java cannot write JPEG
        }
    }

    private static boolean alike(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }
}
