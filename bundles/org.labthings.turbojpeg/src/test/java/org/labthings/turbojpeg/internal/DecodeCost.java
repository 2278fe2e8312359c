package org.labthings.turbojpeg.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.JpegEncoder;
import org.labthings.hardware.image.RgbImage;
import org.slf4j.LoggerFactory;

/**
 * Prints what it costs to decode a picture, with libjpeg-turbo and without, in turns. No test: run
 * it by hand, with the number of rounds.
 *
 * <pre>
 * java -cp target/classes:target/test-classes:(the jars of hardware, jna, slf4j, jackson-core) org.labthings.turbojpeg.internal.DecodeCost 60
 * </pre>
 */
final class DecodeCost {
    private static final int QUALITY = 85;

    private DecodeCost() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        TurboJpegCodec codec =
                new TurboJpegCodec(TurboJpegLibrary::load, LoggerFactory.getLogger("cost"));
        for (int[] size : new int[][] {{640, 480}, {3280, 2464}}) {
            byte[] jpeg;
            try (JpegEncoder encoder = new JpegEncoder()) {
                jpeg = encoder.encode(slide(size[0], size[1]), QUALITY);
            }
            double[][] times = new double[2][rounds];
            for (int i = -rounds / 2; i < rounds; i++) { // the first ones warm up
                for (int turbo = 0; turbo < 2; turbo++) {
                    if (turbo == 1) {
                        JpegDecoder.use(codec);
                    } else {
                        JpegDecoder.stopUsing(codec);
                    }
                    long start = now();
                    JpegDecoder.decode(jpeg);
                    times[turbo][Math.max(0, i)] = (now() - start) / 1e6;
                }
            }
            System.out.printf("%d x %d, %d bytes%n", size[0], size[1], jpeg.length);
            for (int turbo = 0; turbo < 2; turbo++) {
                Arrays.sort(times[turbo]);
                System.out.printf(
                        "  %-13s median %6.2f ms, best %6.2f ms%n",
                        turbo == 1 ? "libjpeg-turbo" : "ImageIO",
                        times[turbo][rounds / 2],
                        times[turbo][0]);
            }
        }
        System.out.println(codec.about());
        codec.close();
    }

    /** Processor time of this thread: other work on the machine does not count. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Something like cells on bright ground, with the noise of a camera. */
    private static RgbImage slide(int width, int height) {
        Random random = new Random(1);
        RgbImage image = new RgbImage(width, height);
        byte[] data = image.data();
        for (int i = 0; i < data.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            double cell = Math.max(0, Math.sin(x / 9.0) * Math.sin(y / 8.0) - 0.3);
            double value = 220 - cell * (i % 3 == 1 ? 180 : 60) + random.nextGaussian() * 2;
            data[i] = (byte) Math.max(0, Math.min(255, value));
        }
        return image;
    }
}
