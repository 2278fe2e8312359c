package org.labthings.hardware.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The EXIF block of a saved picture: a TIFF structure in an APP1 segment (CIPA DC-008). Its
 * UserComment is UTF-8 JSON without the usual character code, as the stitching program reads it.
 */
public final class Exif {
    private static final byte[] HEADER = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");
    private static final int LARGEST = 0xFFFF - 2;

    private static final int MAKE = 0x010F;
    private static final int MODEL = 0x0110;
    private static final int DATE_TIME = 0x0132;
    private static final int EXIF_IFD = 0x8769;
    private static final int DATE_TIME_ORIGINAL = 0x9003;
    private static final int DATE_TIME_DIGITIZED = 0x9004;
    private static final int OFFSET_TIME_ORIGINAL = 0x9011;
    private static final int OFFSET_TIME_DIGITIZED = 0x9012;
    private static final int USER_COMMENT = 0x9286;

    private static final int ASCII = 2;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;

    private Exif() {}

    /** A field: its tag, type, number of values and bytes. */
    private record Field(int tag, int type, int count, byte[] value) {
        static Field text(int tag, String text) {
            byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
            return new Field(tag, ASCII, bytes.length, bytes);
        }
    }

    /**
     * A JPEG picture with an EXIF block.
     *
     * @param jpeg a picture without one
     * @param time when it was taken
     * @param userComment JSON text
     * @return a new file; the picture itself is as it was
     * @throws IllegalArgumentException when the block would be larger than JPEG allows
     */
    public static byte[] insert(byte[] jpeg, OffsetDateTime time, String userComment) {
        byte[] block = block(time, userComment);
        if (HEADER.length + block.length > LARGEST) {
            throw new IllegalArgumentException(
                    "The states of all Things take "
                            + userComment.length()
                            + " characters; a JPEG file holds 64 kB of metadata. Keep states"
                            + " small.");
        }
        int at = afterJfif(jpeg);
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + HEADER.length + block.length);
        out.put(jpeg, 0, at);
        out.putShort((short) 0xFFE1).putShort((short) (2 + HEADER.length + block.length));
        out.put(HEADER).put(block);
        out.put(jpeg, at, jpeg.length - at);
        return out.array();
    }

    private static int afterJfif(byte[] jpeg) {
        boolean jfif = jpeg.length > 6 && (jpeg[2] & 0xFF) == 0xFF && (jpeg[3] & 0xFF) == 0xE0;
        return jfif ? 4 + ((jpeg[4] & 0xFF) << 8 | jpeg[5] & 0xFF) : 2;
    }

    private static byte[] block(OffsetDateTime time, String userComment) {
        String when = TIME.format(time);
        String offset = OFFSET.format(time);
        byte[] comment = userComment.getBytes(StandardCharsets.UTF_8);
        List<Field> camera = new ArrayList<>();
        camera.add(Field.text(MAKE, "OpenFlexure"));
        camera.add(Field.text(MODEL, "OpenFlexure Microscope"));
        camera.add(Field.text(DATE_TIME, when));
        int exifAt = 8 + size(camera, 1);
        camera.add(new Field(EXIF_IFD, LONG, 1, ByteBuffer.allocate(4).putInt(exifAt).array()));
        List<Field> exif =
                List.of(
                        Field.text(DATE_TIME_ORIGINAL, when),
                        Field.text(DATE_TIME_DIGITIZED, when),
                        Field.text(OFFSET_TIME_ORIGINAL, offset),
                        Field.text(OFFSET_TIME_DIGITIZED, offset),
                        new Field(USER_COMMENT, UNDEFINED, comment.length, comment));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8}); // big-endian, first IFD at 8
        out.writeBytes(directory(camera, 8));
        out.writeBytes(directory(exif, exifAt));
        return out.toByteArray();
    }

    private static int size(List<Field> fields, int more) {
        int bytes = 2 + 12 * (fields.size() + more) + 4;
        for (Field f : fields) {
            bytes += outside(f);
        }
        return bytes;
    }

    /** Values of more than four bytes lie behind the directory, at even places. */
    private static int outside(Field f) {
        return f.value.length <= 4 ? 0 : f.value.length + f.value.length % 2;
    }

    private static byte[] directory(List<Field> fields, int at) {
        ByteBuffer out = ByteBuffer.allocate(size(fields, 0));
        out.putShort((short) fields.size());
        int next = 2 + 12 * fields.size() + 4;
        for (Field f : fields) {
            out.putShort((short) f.tag).putShort((short) f.type).putInt(f.count);
            if (outside(f) == 0) {
                out.put(f.value).position(out.position() + 4 - f.value.length);
            } else {
                out.putInt(at + next);
                out.duplicate().position(next).put(f.value);
                next += outside(f);
            }
        }
        out.putInt(0); // there is no next directory
        return out.array();
    }

    /**
     * The UserComment of a JPEG picture, as UTF-8 text.
     *
     * @param jpeg a whole file
     * @return empty also when its metadata is damaged
     */
    public static Optional<String> userComment(byte[] jpeg) {
        return new ExifReader(jpeg)
                .find(USER_COMMENT)
                .map(b -> new String(b, StandardCharsets.UTF_8));
    }

    /** An ASCII field of a JPEG picture, by its tag. */
    static Optional<String> text(byte[] jpeg, int tag) {
        return new ExifReader(jpeg)
                .find(tag)
                .map(b -> new String(b, 0, b.length - 1, StandardCharsets.US_ASCII));
    }
}
