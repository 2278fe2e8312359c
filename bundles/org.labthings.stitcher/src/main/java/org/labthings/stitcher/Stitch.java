package org.labthings.stitcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.labthings.hardware.image.RgbImage;

/**
 * Puts the pictures of a folder together by where the stage was; in the mode {@code all},
 * neighbours are compared as well.
 *
 * <p>Leaves {@code preview.jpg} and {@code stitched_thumbnail.jpg}; in the mode {@code all} also
 * {@code NAME_stitched.jpg} and, if so asked, {@code NAME_stitched.ome.tiff} and {@code NAME.dzi}
 * with its tiles, where NAME is that of the folder above. Exit status: 0 done, 1 it cannot be done,
 * 2 bad arguments; the reason is the last line.
 */
public final class Stitch {
    private static final int PREVIEW_SIDE = 2000;
    private static final int THUMBNAIL_SIDE = 400;

    /** A picture that every program can open; the pyramid has the rest. */
    private static final long MOST_PIXELS = 24_000_000;

    private final Options options;
    private final Layout layout;
    private final Output output;

    private Stitch(Options options, Layout layout, Output output) {
        this.options = options;
        this.layout = layout;
        this.output = output;
    }

    /** The program. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (StitchError e) {
            System.out.println(e.getMessage());
            return 2;
        }
        try (Output output = new Output(options.images())) {
            List<Picture> pictures = PictureReader.read(options.images());
            Layout layout = Layout.byStage(pictures);
            if (!options.preview()) {
                layout = new Alignment(layout, options, memory()).aligned();
            }
            System.out.println(
                    layout.places().size()
                            + " pictures make a whole of "
                            + layout.width()
                            + " x "
                            + layout.height()
                            + " pixels.");
            new Stitch(options, layout, output).make();
            return 0;
        } catch (StitchError e) {
            System.out.println(e.getMessage());
        } catch (IOException e) {
            System.out.println(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (OutOfMemoryError e) {
            System.out.println("There is not enough memory for pictures of this size.");
        }
        return 1;
    }

    /** For decoded pictures, in bytes. */
    private static long memory() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    private void make() throws IOException, StitchError {
        if (options.preview()) {
            preview();
        } else {
            all();
        }
    }

    private void preview() throws IOException {
        int factor = 1;
        while (Math.max(layout.width(), layout.height()) / factor > PREVIEW_SIDE) {
            factor *= 2;
        }
        Renderer renderer = new Renderer(layout, factor, memory());
        RgbImage whole = new RgbImage(renderer.width(), renderer.height());
        for (int top = 0; top < whole.height(); top += Pyramid.TILE) {
            for (int left = 0; left < whole.width(); left += Pyramid.TILE) {
                int w = Math.min(Pyramid.TILE, whole.width() - left);
                int h = Math.min(Pyramid.TILE, whole.height() - top);
                Pyramid.copy(renderer.paint(left, top, w, h), whole, left, top);
            }
        }
        output.picture(whole, "preview.jpg");
        output.picture(fitting(whole, THUMBNAIL_SIDE), "stitched_thumbnail.jpg");
    }

    private void all() throws IOException, StitchError {
        Path folder = options.images();
        String name = folder.getParent().getFileName().toString();
        Path made = folder.resolve("." + name + "_files.new");
        Output.deleteTree(made);
        try {
            Pyramid pyramid = new Pyramid(output, made, layout.width(), layout.height());
            pyramid.write(new Renderer(layout, 1, memory()));
            System.out.println("All tiles are painted.");
            RgbImage whole = pyramid.whole(MOST_PIXELS);
            output.picture(whole, name + "_stitched.jpg");
            output.picture(fitting(whole, PREVIEW_SIDE), "preview.jpg");
            output.picture(fitting(whole, THUMBNAIL_SIDE), "stitched_thumbnail.jpg");
            List<String> written = new ArrayList<>(List.of(name + "_stitched.jpg"));
            if (options.tiff()) {
                OmeTiff tiff = new OmeTiff(pyramid, output, name, options.pixelSize());
                output.replace(
                        name + "_stitched.ome.tiff",
                        file -> tiff.write(file, TiffFile.CLASSIC_LIMIT));
                written.add(name + "_stitched.ome.tiff");
            }
            if (options.dzi()) {
                output.replaceFolder(made, name + "_files");
                output.text(pyramid.index(), name + ".dzi");
                written.add(name + ".dzi");
            }
            System.out.println("Wrote " + String.join(", ", written));
        } finally {
            if (Files.exists(made)) {
                Output.deleteTree(made);
            }
        }
    }

    private static RgbImage fitting(RgbImage image, int side) {
        double scale = (double) side / Math.max(image.width(), image.height());
        return scale >= 1
                ? image
                : image.resized(
                        (int) Math.max(1, Math.round(image.width() * scale)),
                        (int) Math.max(1, Math.round(image.height() * scale)));
    }
}
