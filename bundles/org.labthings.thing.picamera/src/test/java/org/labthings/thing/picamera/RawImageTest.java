package org.labthings.thing.picamera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RawImageTest {
    private static RawImage white() {
        return new FakeScene(1).take(new Exposure(400, 1, 1, 1)).image();
    }

    @Test
    void aFileIsReadAsItWasWritten() throws Exception {
        RawImage image = white();
        RawImage read = Dng.read(FakeDng.of(image));
        assertEquals(image.width(), read.width());
        assertArrayEquals(image.data(), read.data());
        assertArrayEquals(image.pattern(), read.pattern());
        assertArrayEquals(image.black(), read.black());
        assertEquals(image.white(), read.white());
    }

    @Test
    void damagedFilesAreRefused() {
        RawImage large = white();
        byte[] whole =
                FakeDng.of(
                        new RawImage(
                                16,
                                12,
                                Arrays.copyOf(large.data(), 16 * 12),
                                large.pattern(),
                                large.black(),
                                large.white()));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> Dng.read(part), "of length " + length);
        }
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k < 4; k++) { // the directories are at the end
                damaged[whole.length - 1 - random.nextInt(220)] = (byte) random.nextInt();
            }
            try {
                Dng.read(damaged);
            } catch (IOException e) {
                assertTrue(e.getMessage().length() > 10, "it says why");
            }
        }
    }

    @Test
    void theFieldIsMadeEven() {
        LensShading shading = LensShading.of(white(), 12, 16);
        assertEquals(LensShading.CALIBRATED, shading.colourTemperature());
        RawImage image = white();
        double[][] green = image.grid(RawImage.GREEN, 12, 16);
        double[][] red = image.grid(RawImage.RED, 12, 16);
        double[][] blue = image.grid(RawImage.BLUE, 12, 16);
        double even = green[6][8];
        for (int row = 0; row < 12; row++) {
            for (int column = 0; column < 16; column++) {
                double gain = shading.luminance().get(row).get(column);
                assertTrue(gain >= 1);
                assertEquals(even, green[row][column] * gain, even * 0.01);
                double toRed = shading.red().get(row).get(column);
                double toBlue = shading.blue().get(row).get(column);
                assertEquals(even, red[row][column] * gain * toRed, even * 0.01);
                assertEquals(even, blue[row][column] * gain * toBlue, even * 0.01);
            }
        }
        assertEquals(1 / 0.6, LensShading.smallest(shading.red()), 0.01);
        assertEquals(2, LensShading.smallest(shading.blue()), 0.02);
        assertTrue(shading.luminance().get(0).get(0) > 1.4, "corners are darker");
    }

    @Test
    void aFieldThatIsDarkSomewhereCannotBeMadeEven() {
        RawImage image = white();
        short[] dark = image.data().clone();
        for (int y = 0; y < 60; y++) {
            Arrays.fill(dark, y * image.width(), y * image.width() + 60, (short) 64);
        }
        RawImage covered =
                new RawImage(
                        image.width(),
                        image.height(),
                        dark,
                        image.pattern(),
                        image.black(),
                        image.white());
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> LensShading.of(covered, 12, 16));
        assertTrue(error.getMessage().contains("row 1, column 1"), error.getMessage());
    }

    @Test
    void sixteenBitsOfARaspberryPi5AreTheSensors() {
        RawImage image = white();
        short[] wide = new short[image.data().length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (short) (image.data()[i] << 6);
        }
        double[] black = {4096, 4096, 4096, 4096};
        RawImage pi5 =
                new RawImage(image.width(), image.height(), wide, image.pattern(), black, 65535);
        assertEquals(image.percentile(99.9, 1023), pi5.percentile(99.9, 1023), 2);
    }
}
