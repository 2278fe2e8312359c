package org.labthings.stitcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The command line.
 *
 * @param preview only the preview, not the whole
 * @param dzi whether to make a Deep Zoom pyramid
 * @param tiff whether to make an OME-TIFF
 * @param minimumOverlap of neighbours that are compared, 0 to 1
 * @param resize by how much pictures are scaled to be compared
 * @param pixelSize side of a pixel in micrometres; empty: not known
 * @param images the folder of the pictures
 */
record Options(
        boolean preview,
        boolean dzi,
        boolean tiff,
        double minimumOverlap,
        double resize,
        OptionalDouble pixelSize,
        Path images) {
    static final String USAGE =
            "stitch [--stitching_mode preview_stitch|all] [--stitch_dzi]"
                    + " [--stitch_tiff|--no-stitch_tiff] [--tile_size N] [--minimum_overlap M]"
                    + " [--resize R] [--pixel_size UM] FOLDER";

    static Options parse(String... arguments) throws StitchError {
        boolean preview = false;
        boolean dzi = false;
        boolean tiff = false;
        OptionalDouble pixelSize = OptionalDouble.empty();
        double overlap = 0.1;
        double resize = 1;
        Path images = null;
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            String option = words.next();
            switch (option) {
                case "--stitching_mode" -> {
                    String mode = value(words, option);
                    if (!mode.equals("preview_stitch") && !mode.equals("all")) {
                        throw new StitchError(
                                "There is no stitching mode '"
                                        + mode
                                        + "'; there are preview_stitch and all.");
                    }
                    preview = mode.equals("preview_stitch");
                }
                case "--stitch_dzi" -> dzi = true;
                case "--no-stitch_tiff" -> tiff = false;
                case "--stitch_tiff" -> tiff = true;
                case "--tile_size" -> number(words, option, 1, 65_536); // it has its own
                case "--minimum_overlap" -> overlap = number(words, option, 0, 1);
                case "--resize" -> resize = number(words, option, 1e-3, 1);
                case "--pixel_size" ->
                        pixelSize = OptionalDouble.of(number(words, option, 1e-4, 1e4));
                default -> {
                    if (option.startsWith("-") || images != null) {
                        throw new StitchError("What is '" + option + "'? The command is: " + USAGE);
                    }
                    images = Path.of(option);
                }
            }
        }
        if (images == null || !Files.isDirectory(images)) {
            throw new StitchError(
                    images == null
                            ? "Name the folder of the pictures: " + USAGE
                            : images + " is no folder.");
        }
        return new Options(
                preview,
                dzi,
                tiff,
                overlap,
                resize,
                pixelSize,
                images.toAbsolutePath().normalize());
    }

    private static String value(Iterator<String> words, String option) throws StitchError {
        if (!words.hasNext()) {
            throw new StitchError(option + " needs a value.");
        }
        return words.next();
    }

    private static double number(Iterator<String> words, String option, double min, double max)
            throws StitchError {
        String text = value(words, option);
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new StitchError(option + " needs a number, not '" + text + "'.");
        }
        if (!(number >= min && number <= max)) {
            throw new StitchError(
                    option + " must be within " + min + " and " + max + ", not " + text + ".");
        }
        return number;
    }
}
