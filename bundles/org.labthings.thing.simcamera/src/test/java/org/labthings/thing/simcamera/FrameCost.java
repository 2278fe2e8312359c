package org.labthings.thing.simcamera;

import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.util.function.IntUnaryOperator;
import org.labthings.hardware.image.JpegEncoder;

/**
 * Measures what a frame costs. Run it by hand:
 *
 * <pre>
 * java -cp target/classes:target/test-classes:(the API's jar) org.labthings.thing.simcamera.FrameCost
 * </pre>
 */
final class FrameCost {
    private static final int FRAMES = 300;
    private static final FrameSize SIZE = new FrameSize(640, 480);

    private FrameCost() {}

    /** Prints milliseconds of processor time for each frame. */
    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        long start = now();
        Tiles tiles = new Tiles(1);
        Sensor sensor = new Sensor(1);
        try (JpegEncoder encoder = new JpegEncoder()) {
            byte[] jpeg = encoder.encode(expose(tiles, sensor, 0, 0), 80);
            System.out.printf("first frame %.0f ms, %d bytes%n", millis(start), jpeg.length);
            for (int pass = 0; pass < 2; pass++) {
                measure("at rest", tiles, sensor, encoder, i -> 0, i -> 0);
                measure("x moves 33 a frame", tiles, sensor, encoder, i -> 33 * i, i -> 0);
                measure(
                        "z moves to 100 and back",
                        tiles,
                        sensor,
                        encoder,
                        i -> 0,
                        FrameCost::there);
                measure("z moves in 200..500", tiles, sensor, encoder, i -> 0, i -> 200 + i);
                measure("x moves, far from focus", tiles, sensor, encoder, i -> 33 * i, i -> 300);
            }
        }
    }

    private static int there(int i) {
        return i < FRAMES / 2 ? i * 200 / FRAMES : (FRAMES - i) * 200 / FRAMES;
    }

    private static BufferedImage expose(Tiles tiles, Sensor sensor, int x, int z) {
        tiles.prepare(SIZE.width(), SIZE.height(), 1);
        return sensor.expose(tiles, x, 0, Focus.at(z), SIZE, 1.6);
    }

    private static void measure(
            String what,
            Tiles tiles,
            Sensor sensor,
            JpegEncoder encoder,
            IntUnaryOperator x,
            IntUnaryOperator z)
            throws Exception {
        double render = 0;
        double encode = 0;
        double worst = 0;
        long bytes = 0;
        for (int i = 0; i < FRAMES; i++) {
            long start = now();
            BufferedImage image = expose(tiles, sensor, x.applyAsInt(i), z.applyAsInt(i));
            double rendered = millis(start);
            start = now();
            bytes += encoder.encode(image, 80).length;
            double encoded = millis(start);
            render += rendered;
            encode += encoded;
            worst = Math.max(worst, rendered + encoded);
        }
        System.out.printf(
                "%-26s render %.2f ms, encode %.2f ms, worst frame %.1f ms, %d bytes%n",
                what, render / FRAMES, encode / FRAMES, worst, bytes / FRAMES);
    }

    /** Processor time of this thread: other work on the machine does not count. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double millis(long since) {
        return (now() - since) / 1e6;
    }
}
