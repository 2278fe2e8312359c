package org.labthings.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Decodes and encodes JPEG pictures with every implementation that ImageIO finds, in turns, and
 * prints the median of each: {@code bench/jpeg}. All of them work on pictures of 8-bit BGR pixels
 * at quality 80.
 */
public final class JpegBench {
    private static final double WARM_UP_SECONDS = 2;
    private static final float QUALITY = 0.8f;

    private JpegBench() {}

    private interface Work {
        void run() throws IOException;
    }

    /**
     * Measures.
     *
     * @param arguments how many rounds; 40 without
     */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        ImageIO.setUseCache(false);
        ImageIO.scanForPlugins();
        for (int[] size : new int[][] {{832, 624}, {3280, 2464}}) {
            BufferedImage image = slide(size[0], size[1]);
            byte[] jpeg = jdk(image);
            System.out.printf("%d x %d, %d bytes%n", size[0], size[1], jpeg.length);
            measure("decode", rounds, decoders(jpeg));
            measure("encode", rounds, encoders(image));
        }
    }

    /** Something like blood cells, with the noise of a camera. */
    private static BufferedImage slide(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(1);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(230, 225, 220));
        g.fillRect(0, 0, width, height);
        for (int i = 0; i < width * height / 2500; i++) {
            g.setColor(new Color(180 + random.nextInt(40), 90 + random.nextInt(60), 110));
            g.fillOval(random.nextInt(width), random.nextInt(height), 30, 28);
        }
        g.dispose();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = image.getRGB(x, y);
                int noise = (int) Math.round(random.nextGaussian() * 2);
                image.setRGB(
                        x,
                        y,
                        new Color(add(rgb >> 16, noise), add(rgb >> 8, noise), add(rgb, noise))
                                .getRGB());
            }
        }
        return image;
    }

    private static int add(int channel, int noise) {
        return Math.max(0, Math.min(255, (channel & 0xFF) + noise));
    }

    private static byte[] jdk(BufferedImage image) throws IOException {
        for (ImageWriter writer : all(ImageIO.getImageWritersByFormatName("jpeg"))) {
            if (writer.getClass().getName().startsWith("com.sun")) {
                return encode(writer, image);
            }
        }
        throw new IOException("This Java has no JPEG writer");
    }

    private static <T> List<T> all(Iterator<T> found) {
        List<T> list = new ArrayList<>();
        found.forEachRemaining(list::add);
        return list;
    }

    private static byte[] encode(ImageWriter writer, BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        }
        return out.toByteArray();
    }

    private static Map<String, Work> decoders(byte[] jpeg) {
        Map<String, Work> work = new LinkedHashMap<>();
        for (ImageReader reader : all(ImageIO.getImageReadersByFormatName("jpeg"))) {
            work.put(
                    name(reader),
                    () -> {
                        try (MemoryCacheImageInputStream in =
                                new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
                            reader.setInput(in, true, true);
                            reader.read(0);
                        }
                    });
        }
        return work;
    }

    private static Map<String, Work> encoders(BufferedImage image) {
        Map<String, Work> work = new LinkedHashMap<>();
        for (ImageWriter writer : all(ImageIO.getImageWritersByFormatName("jpeg"))) {
            work.put(name(writer), () -> encode(writer, image));
        }
        return work;
    }

    private static String name(Object implementation) {
        String type = implementation.getClass().getName();
        Map<String, String> known =
                Map.of(
                        "com.sun.imageio", "ImageIO",
                        "com.twelvemonkeys", "TwelveMonkeys",
                        "de.digitalcollections", "libjpeg-turbo");
        return known.entrySet().stream()
                .filter(e -> type.startsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(type);
    }

    private static void measure(String what, int rounds, Map<String, Work> all) throws IOException {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (Map.Entry<String, Work> e : all.entrySet()) {
            long end = System.nanoTime() + (long) (WARM_UP_SECONDS * 1e9);
            while (System.nanoTime() < end) {
                e.getValue().run();
            }
            times.put(e.getKey(), new ArrayList<>());
        }
        for (int i = 0; i < rounds; i++) {
            for (Map.Entry<String, Work> e : all.entrySet()) {
                long began = System.nanoTime();
                e.getValue().run();
                times.get(e.getKey()).add((System.nanoTime() - began) / 1e6);
            }
        }
        times.forEach(
                (name, ms) -> {
                    double[] sorted = ms.stream().mapToDouble(d -> d).sorted().toArray();
                    System.out.printf(
                            "  %s %-14s median %7.2f ms, best %7.2f ms%n",
                            what, name, sorted[sorted.length / 2], sorted[0]);
                });
    }
}
