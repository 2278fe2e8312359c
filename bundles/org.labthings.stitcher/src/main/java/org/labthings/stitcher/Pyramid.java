package org.labthings.stitcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.RgbImage;

/**
 * A Deep Zoom pyramid: {@code name.dzi} and {@code name_files/level/column_row.jpg}. The last level
 * is the whole, each level before it half as large, the first one pixel. (The format is described
 * in Microsoft's "Deep Zoom File Format Overview".) Only a few tiles are in memory at a time.
 */
final class Pyramid {
    /** Side of a tile; tiles do not overlap. */
    static final int TILE = 512;

    private static final int MOST_TILES = 200_000;

    private final Output output;
    private final Path tiles;
    private final int width;
    private final int height;
    private final int last;

    /**
     * A pyramid.
     *
     * @param tiles a folder of its own, which does not exist yet
     * @param width of the whole
     * @param height of the whole
     */
    Pyramid(Output output, Path tiles, int width, int height) throws StitchError {
        this.output = output;
        this.tiles = tiles;
        this.width = width;
        this.height = height;
        this.last = 32 - Integer.numberOfLeadingZeros(Math.max(width, height) - 1);
        if ((long) columns(last) * rows(last) > MOST_TILES) {
            throw new StitchError(
                    "The whole would be "
                            + width
                            + " x "
                            + height
                            + " pixels, which is too large for a Deep Zoom pyramid.");
        }
    }

    /** The level of the whole. */
    int lastLevel() {
        return last;
    }

    /** How many levels there are from the whole to the first that is one tile; both count. */
    int levelsToOneTile() {
        int levels = 1;
        while (columns(last - levels + 1) * rows(last - levels + 1) > 1) {
            levels++;
        }
        return levels;
    }

    /** Whether a tile is of full size: not cut off at the right or lower edge. */
    boolean isWhole(int level, int column, int row) {
        return (column + 1) * TILE <= width(level) && (row + 1) * TILE <= height(level);
    }

    int width(int level) {
        return reduced(width, last - level);
    }

    int height(int level) {
        return reduced(height, last - level);
    }

    private static int reduced(int size, int halvings) {
        return (int) ((size + (1L << halvings) - 1) >> halvings);
    }

    int columns(int level) {
        return (width(level) + TILE - 1) / TILE;
    }

    int rows(int level) {
        return (height(level) + TILE - 1) / TILE;
    }

    Path file(int level, int column, int row) {
        return tiles.resolve(level + "/" + column + "_" + row + ".jpg");
    }

    /** Writes all tiles. */
    void write(Renderer renderer) throws IOException {
        for (int level = last; level >= 0; level--) {
            Files.createDirectories(tiles.resolve(String.valueOf(level)));
            for (int row = 0; row < rows(level); row++) {
                for (int column = 0; column < columns(level); column++) {
                    int w = Math.min(TILE, width(level) - column * TILE);
                    int h = Math.min(TILE, height(level) - row * TILE);
                    output.tile(
                            level == last
                                    ? renderer.paint(column * TILE, row * TILE, w, h)
                                    : fromBelow(level, column, row, w, h),
                            file(level, column, row));
                }
            }
        }
    }

    /** A tile of the four that it covers, each half as large. */
    private RgbImage fromBelow(int level, int column, int row, int w, int h) throws IOException {
        RgbImage out = new RgbImage(w, h);
        for (int i = 0; i < 4; i++) {
            int c = 2 * column + i % 2;
            int r = 2 * row + i / 2;
            if (c < columns(level + 1) && r < rows(level + 1)) {
                RgbImage below = JpegDecoder.decode(Files.readAllBytes(file(level + 1, c, r)));
                RgbImage half = below.resized((below.width() + 1) / 2, (below.height() + 1) / 2);
                copy(half, out, i % 2 * TILE / 2, i / 2 * TILE / 2);
            }
        }
        return out;
    }

    /** Copies a picture into another one, as far as it fits. */
    static void copy(RgbImage from, RgbImage to, int left, int top) {
        int columns = Math.min(from.width(), to.width() - left);
        for (int y = 0; y < Math.min(from.height(), to.height() - top); y++) {
            System.arraycopy(
                    from.data(),
                    y * from.width() * 3,
                    to.data(),
                    ((top + y) * to.width() + left) * 3,
                    columns * 3);
        }
    }

    /** The largest level of at most so many pixels, as one picture. */
    RgbImage whole(long mostPixels) throws IOException {
        int level = last;
        while (level > 0 && (long) width(level) * height(level) > mostPixels) {
            level--;
        }
        RgbImage out = new RgbImage(width(level), height(level));
        for (int row = 0; row < rows(level); row++) {
            for (int column = 0; column < columns(level); column++) {
                RgbImage tile = JpegDecoder.decode(Files.readAllBytes(file(level, column, row)));
                copy(tile, out, column * TILE, row * TILE);
            }
        }
        return out;
    }

    /** The text of the index. */
    String index() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<Image xmlns=\"http://schemas.microsoft.com/deepzoom/2008\" TileSize=\""
                + TILE
                + "\" Overlap=\"0\" Format=\"jpg\"><Size Width=\""
                + width
                + "\" Height=\""
                + height
                + "\"/></Image>\n";
    }
}
