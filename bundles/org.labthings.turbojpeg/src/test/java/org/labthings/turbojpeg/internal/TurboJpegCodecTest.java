package org.labthings.turbojpeg.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.JpegEncoder;
import org.labthings.hardware.image.RgbImage;
import org.slf4j.LoggerFactory;

/** With the machine's libjpeg-turbo where it has one, and as if it had none, or a bad one. */
class TurboJpegCodecTest {
    private TurboJpegCodec codec;

    private TurboJpegCodec codec(TurboJpegCodec.Loader loader) {
        codec = new TurboJpegCodec(loader, LoggerFactory.getLogger("test"));
        return codec;
    }

    @AfterEach
    void close() {
        if (codec != null) {
            JpegDecoder.stopUsing(codec);
            codec.close();
        }
    }

    /** The real one; skips the test where there is none, unless it is required. */
    private TurboJpegCodec real() throws IOException {
        TurboJpegCodec found = codec(TurboJpegLibrary::load);
        boolean there = found.decode(jpeg(8, 8, false)).isPresent();
        boolean required = "required".equals(System.getenv("LABTHINGS_TURBOJPEG"));
        assumeTrue(there || required, found.about());
        assertTrue(there, found.about());
        return found;
    }

    private static RgbImage picture(int width, int height) {
        RgbImage image = new RgbImage(width, height);
        for (int i = 0; i < image.data().length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            image.data()[i] =
                    (byte)
                            switch (i % 3) {
                                case 0 -> 40 + x * 170 / width;
                                case 1 -> 40 + y * 170 / height;
                                default -> 128 + 80 * Math.sin(x / 7.0) * Math.cos(y / 9.0);
                            };
        }
        return image;
    }

    private static byte[] jpeg(int width, int height, boolean fullChroma) throws IOException {
        try (JpegEncoder encoder = new JpegEncoder(fullChroma)) {
            return encoder.encode(picture(width, height), 85);
        }
    }

    private static void assertAlike(RgbImage expected, RgbImage seen) {
        assertEquals(expected.width(), seen.width());
        assertEquals(expected.height(), seen.height());
        for (int i = 0; i < expected.data().length; i++) {
            int difference = (expected.data()[i] & 0xFF) - (seen.data()[i] & 0xFF);
            assertTrue(Math.abs(difference) <= 2, "byte " + i + " is off by " + difference);
        }
    }

    @Test
    void decodesAsImageIoDoes() throws IOException {
        TurboJpegCodec turbo = real();
        for (int[] size : new int[][] {{640, 480}, {33, 17}, {1, 1}}) {
            for (boolean fullChroma : new boolean[] {false, true}) {
                byte[] jpeg = jpeg(size[0], size[1], fullChroma);
                RgbImage plain = JpegDecoder.decode(jpeg); // nobody brought a codec yet
                assertAlike(plain, turbo.decode(jpeg).orElseThrow());
            }
        }
        assertTrue(turbo.about().contains("turbojpeg"), turbo.about());
    }

    @Test
    void decodesGreyPictures() throws IOException {
        TurboJpegCodec turbo = real();
        BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 40; x++) {
            grey.getRaster().setSample(x, 10, 0, x * 6);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(grey, "jpeg", out);
        assertAlike(
                JpegDecoder.decode(out.toByteArray()),
                turbo.decode(out.toByteArray()).orElseThrow());
    }

    @Test
    void whatItDoesNotKnowIsLeftToImageIo() throws IOException {
        TurboJpegCodec turbo = real();
        byte[] good = jpeg(64, 48, false);
        for (int length : new int[] {0, 2, 20, 100, good.length - 30}) {
            assertEquals(Optional.empty(), turbo.decode(Arrays.copyOf(good, length)));
        }
        byte[] noise = new byte[5000];
        new java.util.Random(1).nextBytes(noise);
        System.arraycopy(good, 0, noise, 0, 200);
        turbo.decode(noise); // whatever it says
        byte[] profile = "ICC_PROFILE\0and so on".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream withProfile = new ByteArrayOutputStream();
        withProfile.write(good, 0, 2);
        withProfile.write(new byte[] {(byte) 0xFF, (byte) 0xE2, 0, (byte) (profile.length + 2)});
        withProfile.write(profile);
        withProfile.write(good, 2, good.length - 2);
        assertEquals(Optional.empty(), turbo.decode(withProfile.toByteArray()));
        assertTrue(turbo.decode(good).isPresent(), "none of that was its fault");
    }

    @Test
    void theDoorAsksItFirst() throws IOException {
        byte[] jpeg = jpeg(100, 75, false);
        RgbImage whole = JpegDecoder.decode(jpeg);
        RgbImage every = JpegDecoder.decodeEvery(jpeg, 3);
        JpegDecoder.use(real());
        assertAlike(whole, JpegDecoder.decode(jpeg));
        assertAlike(every, JpegDecoder.decodeEvery(jpeg, 3));
        assertThrows(IOException.class, () -> JpegDecoder.decode(Arrays.copyOf(jpeg, 50)));
    }

    /** It may be closed while threads decode: nothing crashes, and ImageIO goes on. */
    @Test
    void isClosedWhileThreadsDecode() throws Exception {
        TurboJpegCodec turbo = real();
        JpegDecoder.use(turbo);
        byte[] jpeg = jpeg(320, 240, false);
        RgbImage expected = turbo.decode(jpeg).orElseThrow();
        List<CompletableFuture<Void>> all =
                IntStream.range(0, 4)
                        .mapToObj(
                                i ->
                                        CompletableFuture.runAsync(
                                                () -> {
                                                    for (int n = 0; n < 50; n++) {
                                                        decodeAndCompare(jpeg, expected);
                                                    }
                                                }))
                        .toList();
        turbo.close();
        for (CompletableFuture<Void> each : all) {
            each.get(60, TimeUnit.SECONDS);
        }
        assertEquals(Optional.empty(), turbo.decode(jpeg));
    }

    private static void decodeAndCompare(byte[] jpeg, RgbImage expected) {
        try {
            assertAlike(expected, JpegDecoder.decode(jpeg));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void withoutTheLibraryImageIoDecodes() throws IOException {
        AtomicInteger looked = new AtomicInteger();
        TurboJpegCodec none =
                codec(
                        () -> {
                            looked.incrementAndGet();
                            throw new UnsatisfiedLinkError("There is no turbojpeg.\nstack and all");
                        });
        assertEquals(0, looked.get(), "nothing is looked for before there is a picture");
        JpegDecoder.use(none);
        byte[] jpeg = jpeg(64, 48, false);
        assertEquals(64, JpegDecoder.decode(jpeg).width());
        assertEquals(64, JpegDecoder.decode(jpeg).width());
        assertEquals(1, looked.get());
        assertTrue(none.about().contains("ImageIO"), none.about());
        assertTrue(none.about().contains("There is no turbojpeg. On Debian"), none.about());
    }

    @Test
    void aLibraryThatFailsIsGivenUpForGood() throws IOException {
        AtomicInteger looked = new AtomicInteger();
        TurboJpegCodec unbound = // found, but its functions are not there
                codec(
                        () -> {
                            looked.incrementAndGet();
                            return "/usr/lib/other.so";
                        });
        JpegDecoder.use(unbound);
        byte[] jpeg = jpeg(64, 48, false);
        assertEquals(48, JpegDecoder.decode(jpeg).height());
        assertEquals(48, JpegDecoder.decode(jpeg).height());
        assertEquals(1, looked.get());
        assertTrue(unbound.about().contains("ImageIO"), unbound.about());
    }

    @Test
    void aLibraryThatDecodesNonsenseIsSeenThrough() {
        assertFalse(Probe.passes(jpeg -> Optional.of(new RgbImage(32, 32))), "black");
        assertFalse(Probe.passes(jpeg -> Optional.empty()));
        assertTrue(
                Probe.passes(
                        jpeg -> {
                            try {
                                return Optional.of(JpegDecoder.decode(jpeg));
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        }));
    }
}
