package org.labthings.stitcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The command line.
 *
 * @param preview only the preview, not the whole
 * @param dzi whether to make a Deep Zoom pyramid
 * @param minimumOverlap of neighbours that are compared, 0 to 1
 * @param resize by how much pictures are scaled to be compared
 * @param images the folder of the pictures
 */
record Options(boolean preview, boolean dzi, double minimumOverlap, double resize, Path images) {
    static final String USAGE =
            "stitch [--stitching_mode preview_stitch|all] [--stitch_dzi] [--no-stitch_tiff]"
                    + " [--tile_size N] [--minimum_overlap M] [--resize R] FOLDER";

    static Options parse(String... arguments) throws StitchError {
        boolean preview = false;
        boolean dzi = false;
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
                case "--no-stitch_tiff" -> {
                    // it never makes one
                }
                case "--stitch_tiff" ->
                        throw new StitchError(
                                "This stitcher makes no TIFF. Turn stitch_tiff off, or install"
                                        + " openflexure-stitch.");
                case "--tile_size" -> number(words, option, 1, 65_536); // of the TIFF
                case "--minimum_overlap" -> overlap = number(words, option, 0, 1);
                case "--resize" -> resize = number(words, option, 1e-3, 1);
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
        return new Options(preview, dzi, overlap, resize, images.toAbsolutePath().normalize());
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
