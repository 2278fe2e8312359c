package org.labthings.thing.picamera;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the raw pictures that rpicam-still writes: DNG files (Adobe Digital Negative 1.4, on TIFF
 * 6.0) whose colour filter array is not compressed and has 16 bits for each pixel. ImageIO knows no
 * such pictures.
 */
final class Dng {
    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int SUB_IFDS = 330;
    private static final int CFA_PATTERN = 33422;
    private static final int BLACK_LEVEL = 50714;
    private static final int WHITE_LEVEL = 50717;
    private static final int COLOUR_FILTER_ARRAY = 32803;
    private static final int MOST_DIRECTORIES = 16;
    private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private final ByteBuffer file;

    private Dng(byte[] bytes) {
        file = ByteBuffer.wrap(bytes);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it is not such a file, or cut off
     */
    static RawImage read(byte[] bytes) throws IOException {
        try {
            return new Dng(bytes).raw();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IOException("The raw picture is cut off", e);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IOException("The raw picture cannot be used: " + e.getMessage(), e);
        }
    }

    private RawImage raw() throws IOException {
        short order = file.getShort(0);
        if (order != 0x4949 && order != 0x4D4D) {
            throw new IOException("The raw picture is no DNG file");
        }
        file.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        Deque<Integer> directories = new ArrayDeque<>();
        directories.add(file.getInt(4));
        for (int i = 0; i < MOST_DIRECTORIES && !directories.isEmpty(); i++) {
            int at = directories.remove();
            Map<Integer, double[]> directory = directory(at, directories);
            if (first(directory, PHOTOMETRIC, -1) == COLOUR_FILTER_ARRAY) {
                return picture(directory);
            }
        }
        throw new IOException("The DNG file has no raw picture");
    }

    /** Its entries; directories that it names are looked at, too. */
    private Map<Integer, double[]> directory(int at, Deque<Integer> more) {
        Map<Integer, double[]> entries = new HashMap<>();
        int count = file.getShort(at) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int entry = at + 2 + 12 * i;
            entries.put(file.getShort(entry) & 0xFFFF, values(entry));
        }
        for (double offset : entries.getOrDefault(SUB_IFDS, new double[0])) {
            more.add((int) offset);
        }
        int next = file.getInt(at + 2 + 12 * count);
        if (next != 0) {
            more.add(next);
        }
        return entries;
    }

    private double[] values(int entry) {
        int type = file.getShort(entry + 2) & 0xFFFF;
        long count = file.getInt(entry + 4) & 0xFFFFFFFFL;
        int size = type < TYPE_SIZES.length ? TYPE_SIZES[type] : 0;
        if (size == 0) {
            return new double[0]; // of a later standard
        }
        if (count * size > file.limit()) {
            throw new BufferUnderflowException();
        }
        int at = count * size <= 4 ? entry + 8 : file.getInt(entry + 8);
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(type, at + i * size);
        }
        return values;
    }

    private double value(int type, int at) {
        return switch (type) {
            case 1, 2, 7 -> file.get(at) & 0xFF;
            case 6 -> file.get(at);
            case 3 -> file.getShort(at) & 0xFFFF;
            case 8 -> file.getShort(at);
            case 4, 13 -> file.getInt(at) & 0xFFFFFFFFL;
            case 9 -> file.getInt(at);
            case 5 ->
                    (file.getInt(at) & 0xFFFFFFFFL) / (double) (file.getInt(at + 4) & 0xFFFFFFFFL);
            case 10 -> file.getInt(at) / (double) file.getInt(at + 4);
            case 11 -> file.getFloat(at);
            default -> file.getDouble(at);
        };
    }

    private RawImage picture(Map<Integer, double[]> directory) throws IOException {
        int bits = (int) first(directory, BITS_PER_SAMPLE, 0);
        if (first(directory, COMPRESSION, 1) != 1 || bits != Short.SIZE) {
            throw new IOException(
                    "The raw picture is compressed or has " + bits + " bits instead of 16");
        }
        int width = (int) first(directory, IMAGE_WIDTH, 0);
        int height = (int) first(directory, IMAGE_LENGTH, 0);
        double[] black = directory.getOrDefault(BLACK_LEVEL, new double[] {0});
        if (black.length != 4) {
            black = new double[] {black[0], black[0], black[0], black[0]};
        }
        double[] pattern = directory.getOrDefault(CFA_PATTERN, new double[0]);
        return new RawImage(
                width,
                height,
                pixels(directory, Math.multiplyExact(width, height)),
                Arrays.stream(pattern).mapToInt(p -> (int) p).toArray(),
                black,
                first(directory, WHITE_LEVEL, (1 << Short.SIZE) - 1));
    }

    private short[] pixels(Map<Integer, double[]> directory, int count) throws IOException {
        double[] offsets = directory.getOrDefault(STRIP_OFFSETS, new double[0]);
        double[] lengths = directory.getOrDefault(STRIP_BYTE_COUNTS, new double[0]);
        if (count < 0 || (long) count * 2 > file.limit()) {
            throw new IOException("The raw picture is cut off");
        }
        short[] pixels = new short[count];
        int have = 0;
        for (int i = 0; i < Math.min(offsets.length, lengths.length); i++) {
            ByteBuffer strip = file.duplicate().order(file.order());
            strip.position((int) offsets[i]).limit((int) (offsets[i] + lengths[i]));
            int take = Math.min(count - have, strip.remaining() / 2);
            strip.asShortBuffer().get(pixels, have, take);
            have += take;
        }
        if (have < count) {
            throw new IOException("The raw picture is cut off");
        }
        return pixels;
    }

    private static double first(Map<Integer, double[]> directory, int tag, double otherwise) {
        double[] values = directory.get(tag);
        return values == null || values.length == 0 ? otherwise : values[0];
    }
}
