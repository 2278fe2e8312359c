package org.labthings.thing.simmicroscope;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.labthings.hardware.image.JpegEncoder;
import org.labthings.hardware.image.RgbImage;

/**
 * Measures what a frame of both streams costs. Run it by hand, with the JVM options of {@code
 * run/labthings}:
 *
 * <pre>
 * java -cp target/classes:target/test-classes:(the jars of API and hardware) org.labthings.thing.simmicroscope.FrameCost
 * </pre>
 */
final class FrameCost {
    private static final int FRAMES = 150;

    private FrameCost() {}

    /** Prints milliseconds of processor time for each frame. */
    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        Sample sample =
                Sample.random(
                        2000,
                        1500,
                        400,
                        List.of(new Sample.Colour(0xb9, 0x37, 0xb9)),
                        new Random(1));
        for (int pass = 0; pass < 3; pass++) {
            for (int z : new int[] {0, 100, 1000}) {
                measure(sample, z);
            }
        }
    }

    private static void measure(Sample sample, int z) throws Exception {
        Optics optics = new Optics(832, 624, new Random());
        double exposed = 0;
        double main = 0;
        double lores = 0;
        try (JpegEncoder encoder = new JpegEncoder()) {
            for (int i = 0; i < FRAMES; i++) {
                long start = now();
                RgbImage image = optics.expose(sample, new Optics.View(i, -i, z, 40, false, 2));
                exposed += now() - start;
                start = now();
                encoder.encode(image, 85);
                main += now() - start;
                start = now();
                encoder.encode(image.nearest(320, 240), 85);
                lores += now() - start;
            }
        }
        double all = (exposed + main + lores) / FRAMES / 1e6;
        System.out.printf(
                Locale.ROOT,
                "832x624, z %4d: expose %.1f ms, main JPEG %.1f ms, low-res %.1f ms: %.0f frames/s"
                        + " on one core%n",
                z,
                exposed / FRAMES / 1e6,
                main / FRAMES / 1e6,
                lores / FRAMES / 1e6,
                1000 / all);
    }

    /** Processor time of this thread: other work on the machine does not count. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
