package org.labthings.thing.autofocus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.hardware.Autofocus.BasicStackParameters;
import org.labthings.hardware.Autofocus.Origin;
import org.labthings.hardware.Autofocus.SmartStackParameters;
import org.labthings.hardware.Autofocus.StackResult;
import org.labthings.hardware.NoFocusFoundError;
import org.labthings.hardware.image.Exif;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.Resolution;
import org.labthings.hardware.image.RgbImage;

@Timeout(60)
class SmartStackTest {
    @TempDir Path folder;

    private final FakeMicroscope microscope = new FakeMicroscope();
    private final SmartStack stack = stack(Optional.empty());

    private SmartStack stack(Optional<Resolution> saveResolution) {
        return new SmartStack(
                new SmartStack.Capturing(microscope, "standard", saveResolution),
                microscope,
                FakeMicroscope.context());
    }

    @AfterEach
    void close() {
        microscope.close();
    }

    private static SmartStackParameters parameters(int save, int test, boolean saveOnFailure) {
        return new SmartStackParameters(
                50, save, test, 0, Origin.START, saveOnFailure, true, 15, 5, 3);
    }

    private List<String> files() throws Exception {
        try (var all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void savesThePicturesAroundTheFocus() throws Exception {
        microscope.z = 30;
        StackResult result = stack.smart(parameters(5, 9, false), folder, () -> {});
        assertTrue(result.focused());
        assertEquals(0, result.z(), 25);
        assertEquals(5, files().size());
        int z = result.z();
        for (int i = -2; i <= 2; i++) {
            assertTrue(files().contains("img_1_-2_" + (z + 50 * i) + ".jpeg"), files().toString());
        }
        byte[] jpeg = Files.readAllBytes(folder.resolve(files().get(0)));
        assertEquals("{\"t\":{\"a\":1}}", Exif.userComment(jpeg).orElseThrow());
        assertEquals(result.images(), microscope.pictures.get());
    }

    @Test
    void savesAtTheSizeThatIsWished() throws Exception {
        microscope.z = 30;
        stack(Optional.of(new Resolution(6, 4)))
                .smart(parameters(1, 9, false), folder.resolve("smart"), () -> {});
        assertEquals("6 x 4", sizeIn("smart"));
        stack(Optional.of(new Resolution(16, 12)))
                .basic(new BasicStackParameters(10, 1, 0, Origin.START), folder.resolve("basic"));
        assertEquals("16 x 12", sizeIn("basic"));
    }

    private String sizeIn(String subfolder) throws Exception {
        try (var all = Files.list(folder.resolve(subfolder))) {
            RgbImage image = JpegDecoder.decode(Files.readAllBytes(all.findFirst().orElseThrow()));
            return image.width() + " x " + image.height();
        }
    }

    @Test
    void climbsToAFocusThatIsHigher() throws Exception {
        microscope.focus = 400;
        StackResult result = stack.smart(parameters(1, 5, false), folder, () -> {});
        assertTrue(result.focused());
        assertEquals(400, result.z(), 25);
        assertEquals(1, files().size());
    }

    @Test
    void looksForTheFocusBetweenTwoAttempts() throws Exception {
        microscope.focus = -3000;
        AtomicInteger looked = new AtomicInteger();
        StackResult result =
                stack.smart(
                        parameters(3, 5, false),
                        folder,
                        () -> {
                            looked.incrementAndGet();
                            microscope.z = microscope.focus + 10;
                        });
        assertTrue(result.focused());
        assertEquals(1, looked.get());
        assertEquals(-3000, result.z(), 25);
    }

    @Test
    void savesNothingWithoutFocusUnlessAsked() throws Exception {
        microscope.focus = -3000;
        SmartStack.Refocus lost =
                () -> {
                    throw new NoFocusFoundError("lost");
                };
        assertFalse(stack.smart(parameters(3, 5, false), folder, lost).focused());
        assertEquals(List.of(), files());
        microscope.z = 0;
        assertFalse(stack.smart(parameters(3, 5, true), folder, lost).focused());
        assertFalse(files().isEmpty());
    }

    @Test
    void refusesEvenNumbersAndTooMany() {
        for (int[] bad : new int[][] {{1, 4}, {1, 1}, {1, 11}, {2, 5}, {7, 5}, {0, 5}}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> stack.smart(parameters(bad[0], bad[1], false), folder, () -> {}));
        }
        assertEquals(0, microscope.pictures.get());
    }

    @Test
    void basicStacksBeginWhereTheyShould() throws Exception {
        assertArrayEquals(new int[] {0, 10, 20, 30}, basic(Origin.START, 4));
        microscope.z = 0;
        assertArrayEquals(new int[] {-15, -5, 5, 15}, basic(Origin.CENTER, 4));
        microscope.z = 0;
        assertArrayEquals(new int[] {-30, -20, -10, 0}, basic(Origin.END, 4));
        assertEquals(11, files().size(), files().toString());
        assertThrows(IllegalArgumentException.class, () -> basic(Origin.START, 0));
    }

    private int[] basic(Origin origin, int count) throws Exception {
        return stack.basic(new BasicStackParameters(10, count, 0, origin), folder);
    }
}
