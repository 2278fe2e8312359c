package org.labthings.hardware.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Finds fields in the EXIF block of a JPEG picture, in either byte order; damage is absence. */
final class ExifReader {
    private static final int EXIF_IFD = 0x8769;
    private static final int MOST_DIRECTORIES = 8;
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteBuffer tiff;

    ExifReader(byte[] jpeg) {
        tiff = locate(ByteBuffer.wrap(jpeg));
    }

    Optional<byte[]> find(int tag) {
        try {
            return tiff == null ? Optional.empty() : find(tag, tiff.getInt(4), MOST_DIRECTORIES);
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> find(int tag, int directory, int left) {
        int fields = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < fields; i++) {
            int at = directory + 2 + 12 * i;
            int found = tiff.getShort(at) & 0xFFFF;
            if (found == tag) {
                int type = tiff.getShort(at + 2) & 0xFFFF;
                long length = (long) tiff.getInt(at + 4) * (type < SIZES.length ? SIZES[type] : 1);
                int from = length <= 4 ? at + 8 : tiff.getInt(at + 8);
                if (length < 0 || from < 0 || from + length > tiff.limit()) {
                    return Optional.empty();
                }
                byte[] value = new byte[(int) length];
                tiff.get(from, value);
                return Optional.of(value);
            }
            if (found == EXIF_IFD && left > 0) {
                Optional<byte[]> inner = find(tag, tiff.getInt(at + 8), left - 1);
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        return Optional.empty();
    }

    /** The TIFF structure within the APP1 segment that says "Exif"; null without one. */
    private static ByteBuffer locate(ByteBuffer jpeg) {
        try {
            int at = 2;
            while ((jpeg.getShort(at) & 0xFF00) == 0xFF00) {
                int marker = jpeg.getShort(at) & 0xFFFF;
                int length = jpeg.getShort(at + 2) & 0xFFFF;
                if (marker == 0xFFDA || length < 2) {
                    return null; // the picture itself begins
                }
                if (marker == 0xFFE1 && length > 16 && jpeg.getInt(at + 4) == 0x45786966) {
                    ByteBuffer tiff = jpeg.slice(at + 10, length - 8);
                    boolean little = tiff.getShort(0) == 0x4949;
                    return tiff.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                }
                at += 2 + length;
            }
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
        return null;
    }
}
