package org.labthings.hardware.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JpegDecoderTest {
    private static final RgbImage IMAGE = stripes();

    /** Remembers what it was asked for. */
    private static final class Fake implements JpegCodec {
        private final List<Integer> asked = new ArrayList<>();
        private Optional<RgbImage> answer = Optional.empty();

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Optional<RgbImage> decode(byte[] jpeg) {
            asked.add(jpeg.length);
            return answer;
        }
    }

    private final Fake fake = new Fake();

    private static RgbImage stripes() {
        RgbImage image = new RgbImage(50, 31);
        for (int i = 0; i < image.data().length; i++) {
            image.data()[i] = (byte) (i / 3 % 50 * 5 - i % 3 * 20 + i / 150);
        }
        return image;
    }

    private static byte[] encoded(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(IMAGE.toBufferedImage(), format, out);
        return out.toByteArray();
    }

    @AfterEach
    void forget() {
        JpegDecoder.stopUsing(fake);
    }

    @Test
    void aCodecIsAskedForJpegOnly() throws IOException {
        JpegDecoder.use(fake);
        fake.answer = Optional.of(new RgbImage(1, 1));
        byte[] jpeg = encoded("jpeg");
        assertSame(fake.answer.get(), JpegDecoder.decode(jpeg));
        assertEquals(IMAGE, JpegDecoder.decode(encoded("png")));
        assertEquals(List.of(jpeg.length), fake.asked);

        fake.answer = Optional.empty();
        assertEquals(50, JpegDecoder.decode(jpeg).width(), "ImageIO does what it does not");
        JpegDecoder.stopUsing(new Fake());
        JpegDecoder.decode(jpeg);
        assertEquals(3, fake.asked.size(), "another one went");
        JpegDecoder.stopUsing(fake);
        JpegDecoder.decode(jpeg);
        assertEquals(3, fake.asked.size());
    }

    @Test
    void everyNthPixelIsTheSameWithACodec() throws IOException {
        byte[] jpeg = encoded("jpeg");
        for (int step = 1; step < 9; step++) {
            JpegDecoder.stopUsing(fake);
            RgbImage plain = JpegDecoder.decodeEvery(jpeg, step);
            assertEquals((50 + step - 1) / step, plain.width());
            assertEquals((31 + step - 1) / step, plain.height());
            fake.answer = Optional.of(JpegDecoder.decode(jpeg));
            JpegDecoder.use(fake);
            assertEquals(plain, JpegDecoder.decodeEvery(jpeg, step), "every " + step);
        }
    }

    @Test
    void theSizeIsKnownWithoutDecoding() throws IOException {
        assertEquals(new Resolution(50, 31), JpegDecoder.size(encoded("jpeg")));
        assertEquals(new Resolution(50, 31), JpegDecoder.size(encoded("png")));
        assertThrows(IOException.class, () -> JpegDecoder.size(new byte[7]));
    }
}
