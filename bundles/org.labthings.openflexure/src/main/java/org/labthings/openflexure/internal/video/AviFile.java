package org.labthings.openflexure.internal.video;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A motion JPEG video in an AVI file, which every player knows: frames as they are, an index at the
 * end. Belongs to one thread.
 *
 * <pre>
 * RIFF 'AVI ' ( LIST 'hdrl' ( avih, LIST 'strl' ( strh, strf ) ), LIST 'movi' ( 00dc ... ), idx1 )
 * </pre>
 */
public final class AviFile implements Closeable {
    /** Players take sizes for signed 32-bit numbers. */
    static final long LARGEST = 2_000_000_000L;

    private static final int RIFF_SIZE_AT = 4;
    private static final int FRAMES_AT = 48;
    private static final int LENGTH_AT = 140;
    private static final int MOVI_SIZE_AT = 216;
    private static final int HEAD = 224;
    private static final int HAS_INDEX = 0x10;
    private static final int KEY_FRAME = 0x10;
    private static final int INDEX_ENTRY = 16;

    private final FileChannel file;
    private final List<int[]> index = new ArrayList<>();
    private long position = HEAD;

    /**
     * Makes a file.
     *
     * @param framesPerSecond more than 0; kept to a thousandth
     */
    public AviFile(Path path, int width, int height, double framesPerSecond) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        write(head(width, height, framesPerSecond), 0);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer word(ByteBuffer out, String fourCharacters) {
        return out.put(fourCharacters.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuffer head(int width, int height, double framesPerSecond) {
        int milli = (int) Math.max(1, Math.round(framesPerSecond * 1000));
        ByteBuffer out = buffer(HEAD);
        word(word(out, "RIFF").putInt(0), "AVI ");
        word(word(out, "LIST").putInt(192), "hdrl");
        word(out, "avih").putInt(56);
        out.putInt((int) (1_000_000_000L / milli)).putInt(0).putInt(0).putInt(HAS_INDEX);
        out.putInt(0).putInt(0).putInt(1).putInt(0).putInt(width).putInt(height);
        out.putInt(0).putInt(0).putInt(0).putInt(0);
        word(word(out, "LIST").putInt(116), "strl");
        word(word(word(out, "strh").putInt(56), "vids"), "MJPG");
        out.putInt(0).putInt(0).putInt(0).putInt(1000).putInt(milli).putInt(0);
        out.putInt(0).putInt(0).putInt(-1).putInt(0);
        out.putShort((short) 0).putShort((short) 0).putShort((short) width);
        out.putShort((short) height);
        word(out, "strf").putInt(40);
        out.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
        word(out, "MJPG").putInt(width * height * 3).putInt(0).putInt(0).putInt(0).putInt(0);
        word(word(out, "LIST").putInt(0), "movi");
        return out.flip();
    }

    private void write(ByteBuffer data, long at) throws IOException {
        long to = at;
        while (data.hasRemaining()) {
            to += file.write(data, to);
        }
    }

    /**
     * Adds a frame.
     *
     * @throws IOException when the disk is full, or the file would be too large
     */
    public void add(byte[] jpeg) throws IOException {
        int padded = jpeg.length + (jpeg.length & 1);
        if (position + padded + (index.size() + 2L) * INDEX_ENTRY > LARGEST) {
            throw new IOException("A video has at most " + LARGEST + " bytes: make it shorter");
        }
        ByteBuffer chunk = buffer(8 + padded);
        word(chunk, "00dc").putInt(jpeg.length).put(jpeg).rewind();
        write(chunk, position);
        index.add(new int[] {(int) (position - HEAD + 4), jpeg.length});
        position += 8 + padded;
    }

    /** How many frames there are. */
    public int frames() {
        return index.size();
    }

    /** Writes the index, and closes the file. */
    @Override
    public void close() throws IOException {
        try (file) {
            ByteBuffer entries = buffer(8 + index.size() * INDEX_ENTRY);
            word(entries, "idx1").putInt(index.size() * INDEX_ENTRY);
            for (int[] frame : index) {
                word(entries, "00dc").putInt(KEY_FRAME).putInt(frame[0]).putInt(frame[1]);
            }
            write(entries.flip(), position);
            number(RIFF_SIZE_AT, position + entries.limit() - 8);
            number(MOVI_SIZE_AT, position - HEAD + 4);
            number(FRAMES_AT, index.size());
            number(LENGTH_AT, index.size());
        }
    }

    private void number(int at, long value) throws IOException {
        write(buffer(4).putInt((int) value).flip(), at);
    }
}
