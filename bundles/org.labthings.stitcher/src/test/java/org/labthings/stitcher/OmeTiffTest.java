package org.labthings.stitcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFImageReadParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.hardware.image.CapturedImage;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;
import org.w3c.dom.Element;

/** The OME-TIFF as other programs read it: ImageIO of the JDK, and TwelveMonkeys for BigTIFF. */
class OmeTiffTest {
    private static final int WIDTH = 1300;
    private static final int HEIGHT = 900;
    private static final String NAME = "scan & co_0001";

    @TempDir Path base;
    private Path images;

    @BeforeEach
    void take() throws IOException {
        images = Files.createDirectories(base.resolve(NAME + "/images"));
        CapturedImage.of(picture())
                .withThingStates(
                        Map.of(
                                "stage",
                                Map.of("position", Map.of("x", 0, "y", 0, "z", 0)),
                                "camera_stage_mapping",
                                Map.of(
                                        "image_to_stage_displacement_matrix",
                                        List.of(List.of(0.0, 0.5), List.of(-0.5, 0.0)),
                                        "image_resolution",
                                        List.of(HEIGHT, WIDTH))))
                .save(images.resolve("img_0_0_0.jpeg"));
    }

    /** Colours that are different in every corner, and dark on bright. */
    private static RgbImage picture() {
        RgbImage image = new RgbImage(WIDTH, HEIGHT);
        for (int i = 0; i < image.data().length; i++) {
            int x = i / 3 % WIDTH;
            int y = i / 3 / WIDTH;
            image.data()[i] =
                    (byte)
                            switch (i % 3) {
                                case 0 -> 30 + x * 200 / WIDTH;
                                case 1 -> 30 + y * 200 / HEIGHT;
                                default -> 128 + 90 * Math.sin(x / 40.0) * Math.cos(y / 30.0);
                            };
        }
        return image;
    }

    private byte[] stitched(String... more) throws IOException {
        String[] options =
                Stream.of(
                                Stream.of("--stitch_dzi", "--stitch_tiff"),
                                Stream.of(more),
                                Stream.of(images.toString()))
                        .flatMap(s -> s)
                        .toArray(String[]::new);
        assertEquals(0, Stitch.run(options));
        return Files.readAllBytes(images.resolve(NAME + "_stitched.ome.tiff"));
    }

    /** A reader, by whose it is; the JDK's and TwelveMonkeys' share no code. */
    private static ImageReader reader(String format, String whose, byte[] file) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(whose)) {
                reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
                return reader;
            }
        }
        throw new AssertionError("no reader of " + whose);
    }

    private static TIFFDirectory directory(byte[] file) throws IOException {
        TIFFImageReadParam all = new TIFFImageReadParam();
        all.setReadUnknownTags(true);
        return TIFFDirectory.createFromMetadata(
                reader("tiff", "com.sun", file).readAll(0, all).getMetadata());
    }

    /** The same file, beginning with another of its directories. */
    private static byte[] beginningAt(byte[] file, long directory, boolean big) {
        byte[] copy = file.clone();
        ByteBuffer b = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        if (big) {
            b.putLong(8, directory);
        } else {
            b.putInt(4, (int) directory);
        }
        return copy;
    }

    private static int number(TIFFDirectory directory, int tag) {
        return directory.getTIFFField(tag).getAsInt(0);
    }

    @Test
    void everyLevelIsThatOfThePyramid() throws IOException {
        byte[] file = stitched();
        assertEquals(1, reader("tiff", "com.sun", file).getNumImages(true), "planes of full size");
        TIFFField smaller = directory(file).getTIFFField(330);
        assertEquals(2, smaller.getCount());
        List<byte[]> levels = new ArrayList<>(List.of(file));
        for (int i = 0; i < 2; i++) {
            levels.add(beginningAt(file, smaller.getAsLong(i), false));
        }
        for (int i = 0; i < levels.size(); i++) {
            int factor = 1 << i;
            TIFFDirectory directory = directory(levels.get(i));
            assertEquals(i > 0 ? 1 : 0, number(directory, 254), "reduced");
            assertEquals(7, number(directory, 259), "JPEG");
            assertEquals(6, number(directory, 262), "YCbCr");
            assertEquals(512, number(directory, 322));
            assertEquals(i == 0, directory.containsTIFFField(330));
            assertEquals(i == 0, directory.containsTIFFField(270));
            BufferedImage seen = reader("tiff", "com.sun", levels.get(i)).read(0);
            assertEquals((WIDTH + factor - 1) / factor, seen.getWidth());
            assertEquals((HEIGHT + factor - 1) / factor, seen.getHeight());
            assertShows(RgbImage.of(seen), 11 - i);
        }
    }

    /** Compares with the tiles of the Deep Zoom pyramid. */
    private void assertShows(RgbImage seen, int level) throws IOException {
        for (int top = 0; top < seen.height(); top += 512) {
            for (int left = 0; left < seen.width(); left += 512) {
                Path file =
                        images.resolve(
                                NAME
                                        + "_files/"
                                        + level
                                        + "/"
                                        + left / 512
                                        + "_"
                                        + top / 512
                                        + ".jpg");
                RgbImage tile = JpegDecoder.decode(Files.readAllBytes(file));
                boolean whole = tile.width() == 512 && tile.height() == 512;
                int worst = 0;
                for (int i = 0; i < tile.data().length; i++) {
                    int x = left + i / 3 % tile.width();
                    int y = top + i / 3 / tile.width();
                    worst =
                            Math.max(
                                    worst,
                                    Math.abs(seen.get(x, y, i % 3) - (tile.data()[i] & 0xFF)));
                }
                assertTrue(worst <= (whole ? 2 : 12), file + " is off by " + worst);
            }
        }
    }

    private static Element described(byte[] file, int length, int at) throws Exception {
        String xml = new String(file, at, length - 1, StandardCharsets.UTF_8);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    /** The text as it is in the file, because ImageIO takes it for ASCII. */
    private static Element described(byte[] file) throws Exception {
        int begin = new String(file, StandardCharsets.ISO_8859_1).indexOf("<?xml");
        int end = begin;
        while (file[end] != 0) {
            end++;
        }
        return described(file, end - begin + 1, begin);
    }

    private static Element child(Element parent, String name) {
        return (Element)
                parent.getElementsByTagNameNS(
                                "http://www.openmicroscopy.org/Schemas/OME/2016-06", name)
                        .item(0);
    }

    @Test
    void saysInOmeXmlWhatItIs() throws Exception {
        Element ome = described(stitched());
        assertEquals("http://www.openmicroscopy.org/Schemas/OME/2016-06", ome.getNamespaceURI());
        assertEquals(NAME, child(ome, "Image").getAttribute("Name"));
        Element pixels = child(ome, "Pixels");
        assertEquals("1300", pixels.getAttribute("SizeX"));
        assertEquals("900", pixels.getAttribute("SizeY"));
        assertEquals("3", pixels.getAttribute("SizeC"));
        assertEquals("uint8", pixels.getAttribute("Type"));
        assertEquals("3", child(ome, "Channel").getAttribute("SamplesPerPixel"));
        assertEquals("0", child(ome, "TiffData").getAttribute("IFD"));
        assertFalse(pixels.hasAttribute("PhysicalSizeX"), "nobody knows it");
    }

    @Test
    void saysHowLargeAPixelIsWhereThatIsKnown() throws Exception {
        byte[] file = stitched("--pixel_size", "0.25");
        Element pixels = child(described(file), "Pixels");
        assertEquals("0.25", pixels.getAttribute("PhysicalSizeX"));
        assertEquals("0.25", pixels.getAttribute("PhysicalSizeY"));
        assertEquals("µm", pixels.getAttribute("PhysicalSizeXUnit"));
        assertEquals(40_000, directory(file).getTIFFField(282).getAsDouble(0));
        assertEquals(3, number(directory(file), 296), "per centimetre");
    }

    /** As for more than 4 GB. */
    @Test
    void aBigTiffIsReadAlike() throws IOException {
        stitched();
        Path file = base.resolve("big.ome.tiff");
        try (Output output = new Output(images)) {
            Pyramid pyramid = new Pyramid(output, images.resolve(NAME + "_files"), WIDTH, HEIGHT);
            new OmeTiff(pyramid, output, NAME, OptionalDouble.empty()).write(file, 1000);
        } catch (StitchError e) {
            throw new AssertionError(e);
        }
        byte[] big = Files.readAllBytes(file);
        assertArrayEquals(new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0}, Arrays.copyOf(big, 8));
        ImageReader reader = reader("bigtiff", "com.twelvemonkeys", big);
        assertEquals(1, reader.getNumImages(true));
        assertShows(RgbImage.of(reader.read(0)), 11);
        long[] smaller = smaller(big);
        assertEquals(2, smaller.length);
        for (int i = 0; i < smaller.length; i++) {
            byte[] level = beginningAt(big, smaller[i], true);
            assertShows(RgbImage.of(reader("bigtiff", "com.twelvemonkeys", level).read(0)), 10 - i);
        }
    }

    /** The offsets in the field SubIFDs of the first directory of a BigTIFF. */
    private static long[] smaller(byte[] big) {
        ByteBuffer b = ByteBuffer.wrap(big).order(ByteOrder.LITTLE_ENDIAN);
        int at = (int) b.getLong(8);
        for (int i = 0; i < b.getLong(at); i++) {
            int field = at + 8 + 20 * i;
            if (b.getShort(field) == 330) {
                assertEquals(16, b.getShort(field + 2), "LONG8");
                long[] values = new long[(int) b.getLong(field + 4)];
                int values0 = values.length == 1 ? field + 12 : (int) b.getLong(field + 12);
                for (int j = 0; j < values.length; j++) {
                    values[j] = b.getLong(values0 + 8 * j);
                }
                return values;
            }
        }
        throw new AssertionError("no SubIFDs");
    }

    @Test
    void isWholeOrNotThere() throws IOException {
        stitched();
        Files.delete(images.resolve(NAME + "_stitched.ome.tiff"));
        Path lost = images.resolve(NAME + "_files/11/2_1.jpg");
        Files.delete(lost);
        try (Output output = new Output(images)) {
            Pyramid pyramid = new Pyramid(output, images.resolve(NAME + "_files"), WIDTH, HEIGHT);
            OmeTiff tiff = new OmeTiff(pyramid, output, NAME, OptionalDouble.empty());
            output.replace("x.ome.tiff", f -> tiff.write(f, TiffFile.CLASSIC_LIMIT));
            throw new AssertionError("it was written without " + lost);
        } catch (NoSuchFileException e) {
            assertEquals(lost.toString(), e.getFile());
        } catch (StitchError e) {
            throw new AssertionError(e);
        }
        try (Stream<Path> all = Files.list(images)) {
            assertEquals(
                    List.of(),
                    all.filter(p -> p.getFileName().toString().contains("tiff")).toList());
        }
    }
}
