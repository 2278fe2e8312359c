package org.labthings.stitcher;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A TIFF file that is written from the front to the back: data first, then the directories that
 * point at it, and at last the header's pointer at the first directory. Nothing but what a
 * directory holds is in memory. Little-endian. Belongs to one thread.
 *
 * <p>The formats: "TIFF Revision 6.0" (Aldus, 1992), and for files of more than 4 GB "The BigTIFF
 * File Format" (the proposal that libtiff implements: offsets and counts of 8 bytes, version 43).
 */
final class TiffFile implements Closeable {
    /** What a classic file cannot be larger than: its offsets have 4 bytes. */
    static final long CLASSIC_LIMIT = 0xFFFF_FFFFL;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int LONG8 = 16;

    private final FileChannel channel;
    private final boolean big;
    private long position;

    /** One entry of a directory: its values as they are stored. */
    private record Field(int tag, int type, long count, byte[] values) {}

    /** The entries of a directory, in any order. */
    static final class Directory {
        private final List<Field> fields = new ArrayList<>();

        Directory ascii(int tag, String text) {
            byte[] values = (text + "\0").getBytes(StandardCharsets.UTF_8);
            fields.add(new Field(tag, ASCII, values.length, values));
            return this;
        }

        Directory shorts(int tag, int... values) {
            ByteBuffer b = bytes(2 * values.length);
            for (int v : values) {
                b.putShort((short) v);
            }
            fields.add(new Field(tag, SHORT, values.length, b.array()));
            return this;
        }

        Directory longs(int tag, long... values) {
            ByteBuffer b = bytes(4 * values.length);
            for (long v : values) {
                b.putInt((int) v);
            }
            fields.add(new Field(tag, LONG, values.length, b.array()));
            return this;
        }

        /** Pairs of numerator and denominator. */
        Directory rationals(int tag, long... values) {
            longs(tag, values);
            Field pairs = fields.remove(fields.size() - 1);
            fields.add(new Field(tag, RATIONAL, values.length / 2, pairs.values()));
            return this;
        }

        private Directory long8s(int tag, long... values) {
            ByteBuffer b = bytes(8 * values.length);
            for (long v : values) {
                b.putLong(v);
            }
            fields.add(new Field(tag, LONG8, values.length, b.array()));
            return this;
        }
    }

    /**
     * A new file.
     *
     * @param big whether it is a BigTIFF; a classic one has {@link #CLASSIC_LIMIT} bytes at most
     */
    TiffFile(Path file, boolean big) throws IOException {
        this.big = big;
        channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        append(header(0));
    }

    private byte[] header(long firstDirectory) {
        ByteBuffer b = bytes(big ? 16 : 8).put((byte) 'I').put((byte) 'I');
        if (big) {
            b.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(firstDirectory);
        } else {
            b.putShort((short) 42).putInt((int) firstDirectory);
        }
        return b.array();
    }

    /**
     * Appends data.
     *
     * @return where it begins
     * @throws IOException when it cannot be written, or a classic file would be too large
     */
    long append(byte[] data) throws IOException {
        int alignment = big ? 8 : 2; // values begin on word boundaries
        long at = (position + alignment - 1) / alignment * alignment;
        if (!big && at + data.length > CLASSIC_LIMIT) {
            throw new IOException("A TIFF file that is no BigTIFF cannot be larger than 4 GB");
        }
        write(new byte[(int) (at - position)]);
        write(data);
        return at;
    }

    private void write(byte[] data) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(data);
        while (b.hasRemaining()) {
            position += channel.write(b, position);
        }
    }

    /** Adds offsets or sizes of data to a directory: 8 bytes each in a BigTIFF, else 4. */
    Directory pointers(Directory directory, int tag, long... values) {
        return big ? directory.long8s(tag, values) : directory.longs(tag, values);
    }

    /**
     * Appends a directory.
     *
     * @return where it begins
     */
    long append(Directory directory) throws IOException {
        List<Field> fields = new ArrayList<>(directory.fields);
        fields.sort(Comparator.comparingInt(Field::tag));
        int within = big ? 8 : 4;
        ByteBuffer b = bytes(big ? 8 + 20 * fields.size() + 8 : 2 + 12 * fields.size() + 4);
        if (big) {
            b.putLong(fields.size());
        } else {
            b.putShort((short) fields.size());
        }
        for (Field field : fields) {
            b.putShort((short) field.tag()).putShort((short) field.type());
            number(b, field.count());
            if (field.values().length <= within) {
                b.put(field.values()).position(b.position() + within - field.values().length);
            } else {
                number(b, append(field.values()));
            }
        }
        number(b, 0); // no other directory follows
        return append(b.array());
    }

    private void number(ByteBuffer b, long value) {
        if (big) {
            b.putLong(value);
        } else {
            b.putInt((int) value);
        }
    }

    /** Ends the file, whose first directory begins there. */
    void finish(long firstDirectory) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(header(firstDirectory));
        while (b.hasRemaining()) {
            channel.write(b, b.position());
        }
        channel.force(true);
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
