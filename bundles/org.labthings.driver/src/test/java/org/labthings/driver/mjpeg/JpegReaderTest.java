package org.labthings.driver.mjpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegReaderTest {
    private static final int LIMIT = 1 << 20;

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

    private static byte[] picture(int seed) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            g.setColor(new Color(random.nextInt(0x1000000)));
            g.fillRect(random.nextInt(64), random.nextInt(48), 9, 7);
        }
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private void text(String text) {
        stream.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private JpegReader reader() {
        return new JpegReader(new ByteArrayInputStream(stream.toByteArray()), LIMIT);
    }

    /** An APP1 segment with a whole small picture in it, as cameras embed thumbnails. */
    private static byte[] withThumbnail(byte[] jpeg, byte[] thumbnail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        int length = thumbnail.length + 2;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
        out.writeBytes(thumbnail);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /** As UVC cameras send it. */
    private static byte[] withoutHuffmanTables(byte[] jpeg) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        int i = 2;
        while ((jpeg[i + 1] & 0xFF) != 0xDA) {
            int length = (jpeg[i + 2] & 0xFF) << 8 | jpeg[i + 3] & 0xFF;
            if ((jpeg[i + 1] & 0xFF) != 0xC4) {
                out.write(jpeg, i, length + 2);
            }
            i += length + 2;
        }
        out.write(jpeg, i, jpeg.length - i);
        return out.toByteArray();
    }

    @Test
    void everyDialectOfMultipartIsRead() throws Exception {
        byte[] a = picture(1);
        byte[] b = picture(2);
        text("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + a.length + "\r\n\r\n");
        stream.writeBytes(a);
        text("\r\n--frame\nContent-Length: 7\n\n"); // a length that lies
        stream.writeBytes(b);
        stream.writeBytes(a); // no boundary at all
        JpegReader reader = reader();
        assertArrayEquals(a, reader.next());
        assertArrayEquals(b, reader.next());
        assertArrayEquals(a, reader.next());
        assertThrows(EOFException.class, reader::next);
        assertEquals(0, reader.damaged());
    }

    @Test
    void aThumbnailDoesNotEndThePicture() throws Exception {
        byte[] jpeg = withThumbnail(picture(3), picture(4));
        stream.writeBytes(jpeg);
        assertArrayEquals(jpeg, reader().next());
    }

    @Test
    void missingHuffmanTablesArePutIn() throws Exception {
        byte[] whole = picture(5);
        byte[] bare = withoutHuffmanTables(whole);
        assertTrue(bare.length < whole.length - 300);
        stream.writeBytes(bare);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(reader().next()));
        BufferedImage wanted = ImageIO.read(new ByteArrayInputStream(whole));
        for (int i = 0; i < 64; i++) {
            assertEquals(wanted.getRGB(i, i % 48), read.getRGB(i, i % 48));
        }
    }

    @Test
    void aPictureThatIsCutOffIsPassedOver() throws Exception {
        byte[] a = picture(6);
        byte[] b = picture(7);
        for (int cut : new int[] {3, 20, a.length / 2, a.length - 2}) {
            stream.reset();
            stream.write(a, 0, cut);
            text("\r\n--frame\r\n\r\n");
            stream.writeBytes(b);
            text("\r\n--frame\r\n\r\n");
            stream.writeBytes(b);
            stream.writeBytes(new byte[70_000]); // a length that was misread may swallow this
            stream.writeBytes(b);
            assertArrayEquals(b, reader().next(), "cut at " + cut);
        }
    }

    @Test
    void noiseOrHugePicturesEndInAnErrorNotInMemory() throws Exception {
        InputStream zeros =
                new InputStream() {
                    @Override
                    public int read() {
                        return 0;
                    }
                };
        IOException none =
                assertThrows(IOException.class, () -> new JpegReader(zeros, LIMIT).next());
        assertEquals("sends no JPEG pictures", none.getMessage());
        stream.write(picture(8), 0, 620); // up to somewhere in its data
        stream.writeBytes(new byte[LIMIT]);
        IOException huge = assertThrows(IOException.class, () -> reader().next());
        assertEquals("sends a picture of more than 1048576 bytes", huge.getMessage());
    }

    @Test
    void randomBytesNeverBreakIt() throws Exception {
        Random random = new Random(1);
        byte[] good = picture(9);
        for (int round = 0; round < 300; round++) {
            stream.reset();
            byte[] broken = good.clone();
            for (int i = 0; i < 5; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            stream.writeBytes(broken);
            stream.writeBytes(new byte[70_000]);
            stream.writeBytes(good);
            JpegReader reader = reader();
            byte[] last = null;
            while (true) {
                try {
                    last = reader.next();
                    assertEquals((byte) 0xD9, last[last.length - 1]);
                } catch (EOFException e) {
                    break;
                }
            }
        }
    }
}
