package org.labthings.thing.simcamera;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lays pictures into {@code target/look}, to be looked at. */
class LookTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 0, 20",
        "0, 0, 60",
        "0, 0, 130",
        "0, 0, 300",
        "2000, -1500, 0",
        "100000, 5000, 0"
    })
    void writesPictures(int x, int y, int z) throws Exception {
        Tiles tiles = new Tiles(1);
        FrameSize size = new FrameSize(640, 480);
        tiles.prepare(size.width(), size.height(), 1);
        BufferedImage image = new Sensor(1).expose(tiles, x, y, Focus.at(z), size, 1.6);
        Path folder = Files.createDirectories(Path.of("target", "look"));
        Path file = folder.resolve("x" + x + "_y" + y + "_z" + z + ".png");
        assertTrue(ImageIO.write(image, "png", file.toFile()));
        assertTrue(Files.size(file) > 10_000);
    }
}
