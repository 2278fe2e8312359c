package org.labthings.stitcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;
import org.labthings.stitcher.TiffFile.Directory;

/**
 * Makes an OME-TIFF of the tiles of a pyramid: each level is tiled, and JPEG-compressed as YCbCr;
 * the smaller levels hang on the first as SubIFDs, down to the one that fits into a tile. A tile of
 * the pyramid is a whole JPEG file and is taken as it is; those at the right and lower edges, which
 * have to be of full size in a TIFF, are encoded once more. One tile is in memory at a time.
 *
 * <p>The formats: "TIFF Revision 6.0" (tiles: section 15, YCbCr: section 21), "TIFF Technical Note
 * 1" (trees of directories), "DRAFT TIFF Technical Note #2" (compression 7: JPEG), and the OME-TIFF
 * specification 6.0 with its part on sub-resolutions and the OME schema of June 2016.
 *
 * <p>Of libraries on Maven Central none does this: ImageIO's TIFF writer knows neither BigTIFF nor
 * SubIFDs, that of TwelveMonkeys writes neither tiles nor SubIFDs; Bio-Formats is not there.
 */
final class OmeTiff {
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC_INTERPRETATION = 262;
    private static final int IMAGE_DESCRIPTION = 270;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int PLANAR_CONFIGURATION = 284;
    private static final int RESOLUTION_UNIT = 296;
    private static final int SOFTWARE = 305;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_LENGTH = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int SUB_IFDS = 330;
    private static final int YCBCR_SUB_SAMPLING = 530;
    private static final int YCBCR_POSITIONING = 531;
    private static final int REFERENCE_BLACK_WHITE = 532;

    private static final int JPEG = 7;
    private static final int YCBCR = 6;
    private static final int CENTRED = 1;
    private static final int CENTIMETRE = 3;
    private static final int NO_UNIT = 1;
    private static final String WHO = "LabThings OSGi";

    private final Pyramid pyramid;
    private final Output output;
    private final String name;
    private final OptionalDouble pixelSize;

    /**
     * An OME-TIFF.
     *
     * @param pyramid all of whose tiles are written
     * @param name of the image
     * @param pixelSize side of a pixel of the whole in micrometres; empty: not known
     */
    OmeTiff(Pyramid pyramid, Output output, String name, OptionalDouble pixelSize) {
        this.pyramid = pyramid;
        this.output = output;
        this.name = name;
        this.pixelSize = pixelSize;
    }

    /**
     * Writes the file.
     *
     * @param classicLimit in bytes; if it may become larger, it is a BigTIFF
     */
    void write(Path file, long classicLimit) throws IOException {
        try (TiffFile tiff = new TiffFile(file, largest() > classicLimit)) {
            int levels = pyramid.levelsToOneTile();
            Directory[] directories = new Directory[levels];
            for (int i = 0; i < levels; i++) {
                directories[i] = level(tiff, i);
            }
            long[] smaller = new long[levels - 1];
            for (int i = 1; i < levels; i++) {
                smaller[i - 1] = tiff.append(directories[i]);
            }
            if (smaller.length > 0) {
                tiff.pointers(directories[0], SUB_IFDS, smaller);
            }
            tiff.finish(tiff.append(directories[0].ascii(IMAGE_DESCRIPTION, xml())));
        }
    }

    /** What the file may have in bytes at most. */
    private long largest() throws IOException {
        long bytes = 1 << 20; // header, directories, description
        for (int i = 0; i < pyramid.levelsToOneTile(); i++) {
            int level = pyramid.lastLevel() - i;
            for (int row = 0; row < pyramid.rows(level); row++) {
                for (int column = 0; column < pyramid.columns(level); column++) {
                    bytes +=
                            pyramid.isWhole(level, column, row)
                                    ? Files.size(pyramid.file(level, column, row))
                                    : Pyramid.TILE * Pyramid.TILE * 3; // of an edge, not yet known
                    bytes += 16 + 8; // its entry, and where it begins
                }
            }
        }
        return bytes;
    }

    /** Writes the tiles of a level; 0 is the whole. */
    private Directory level(TiffFile tiff, int reduction) throws IOException {
        int level = pyramid.lastLevel() - reduction;
        int columns = pyramid.columns(level);
        long[] offsets = new long[columns * pyramid.rows(level)];
        long[] sizes = new long[offsets.length];
        int[] sampling = null;
        for (int i = 0; i < offsets.length; i++) {
            byte[] tile = tile(level, i % columns, i / columns);
            if (sampling == null) {
                sampling = JpegHeader.sampling(tile);
            }
            offsets[i] = tiff.append(tile);
            sizes[i] = tile.length;
        }
        Directory directory =
                new Directory()
                        .longs(NEW_SUBFILE_TYPE, reduction > 0 ? 1 : 0)
                        .longs(IMAGE_WIDTH, pyramid.width(level))
                        .longs(IMAGE_LENGTH, pyramid.height(level))
                        .shorts(BITS_PER_SAMPLE, 8, 8, 8)
                        .shorts(COMPRESSION, JPEG)
                        .shorts(PHOTOMETRIC_INTERPRETATION, YCBCR)
                        .shorts(SAMPLES_PER_PIXEL, 3)
                        .shorts(PLANAR_CONFIGURATION, 1)
                        .ascii(SOFTWARE, WHO)
                        .longs(TILE_WIDTH, Pyramid.TILE)
                        .longs(TILE_LENGTH, Pyramid.TILE)
                        .shorts(YCBCR_SUB_SAMPLING, sampling)
                        .shorts(YCBCR_POSITIONING, CENTRED)
                        .rationals(
                                REFERENCE_BLACK_WHITE,
                                0,
                                1,
                                255,
                                1,
                                128,
                                1,
                                255,
                                1,
                                128,
                                1,
                                255,
                                1);
        resolution(directory, reduction);
        tiff.pointers(directory, TILE_OFFSETS, offsets);
        return tiff.pointers(directory, TILE_BYTE_COUNTS, sizes);
    }

    /** Pixels per centimetre; 1 to 1 where that is not known. */
    private void resolution(Directory directory, int reduction) {
        long numerator = 1;
        long denominator = 1;
        if (pixelSize.isPresent()) {
            denominator = 1000;
            numerator =
                    Math.round(1e4 / (pixelSize.getAsDouble() * (1L << reduction)) * denominator);
        }
        directory
                .rationals(X_RESOLUTION, numerator, denominator)
                .rationals(Y_RESOLUTION, numerator, denominator)
                .shorts(RESOLUTION_UNIT, pixelSize.isPresent() ? CENTIMETRE : NO_UNIT);
    }

    /** A tile of full size. */
    private byte[] tile(int level, int column, int row) throws IOException {
        byte[] jpeg = Files.readAllBytes(pyramid.file(level, column, row));
        return pyramid.isWhole(level, column, row)
                ? jpeg
                : output.encode(continued(JpegDecoder.decode(jpeg)));
    }

    /** A picture of the size of a tile; its last pixels go on to the edges, as JPEG likes it. */
    private static RgbImage continued(RgbImage image) {
        RgbImage out = new RgbImage(Pyramid.TILE, Pyramid.TILE);
        for (int y = 0; y < Pyramid.TILE; y++) {
            int from = Math.min(y, image.height() - 1) * image.width() * 3;
            int to = y * Pyramid.TILE * 3;
            System.arraycopy(image.data(), from, out.data(), to, image.width() * 3);
            for (int i = image.width() * 3; i < Pyramid.TILE * 3; i++) {
                out.data()[to + i] = out.data()[to + i - 3];
            }
        }
        return out;
    }

    private String xml() {
        int last = pyramid.lastLevel();
        String size =
                pixelSize.isEmpty()
                        ? ""
                        : " PhysicalSizeX=\"%1$s\" PhysicalSizeXUnit=\"µm\" PhysicalSizeY=\"%1$s\" PhysicalSizeYUnit=\"µm\""
                                .formatted(pixelSize.getAsDouble());
        return String.join(
                "\n",
                List.of(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                        "<!-- OME-XML: the description of this OME-TIFF file. Programs that read it"
                                + " go by what is here; see https://docs.openmicroscopy.org/ -->",
                        "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\""
                            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                            + " xsi:schemaLocation=\"http://www.openmicroscopy.org/Schemas/OME/2016-06"
                            + " http://www.openmicroscopy.org/Schemas/OME/2016-06/ome.xsd\""
                                + (" Creator=\""
                                        + WHO
                                        + "\" UUID=\"urn:uuid:"
                                        + UUID.randomUUID()
                                        + "\">"),
                        "<Image ID=\"Image:0\" Name=\"" + escaped(name) + "\">",
                        "<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" Type=\"uint8\""
                                + " SignificantBits=\"8\" BigEndian=\"false\" Interleaved=\"true\""
                                + (" SizeX=\"" + pyramid.width(last) + "\"")
                                + (" SizeY=\"" + pyramid.height(last) + "\"")
                                + " SizeC=\"3\" SizeZ=\"1\" SizeT=\"1\""
                                + size
                                + ">",
                        "<Channel ID=\"Channel:0:0\" Name=\"RGB\" SamplesPerPixel=\"3\"/>",
                        "<TiffData IFD=\"0\" FirstC=\"0\" FirstZ=\"0\" FirstT=\"0\""
                                + " PlaneCount=\"1\"/>",
                        "</Pixels>",
                        "</Image>",
                        "</OME>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
