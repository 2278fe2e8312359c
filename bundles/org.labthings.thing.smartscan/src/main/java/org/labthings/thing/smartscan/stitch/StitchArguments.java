package org.labthings.thing.smartscan.stitch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.labthings.hardware.ScanWorkflow.Stitching;
import org.labthings.hardware.data.SafeNames;

/** The arguments of {@code openflexure-stitch}. They never go through a shell, and are checked. */
final class StitchArguments {
    private static final int TILE_SIZE = 8192;
    private static final double PART_OF_OVERLAP = 0.9;
    private static final Set<String> REFUSED =
            Set.of("sudo", "sh", "bash", "perl", "ruby", "php", "nc", "netcat", "curl", "wget");

    private StitchArguments() {}

    static List<String> preview(Stitching stitching, Path images) {
        List<String> arguments = new ArrayList<>(List.of("--stitching_mode", "preview_stitch"));
        return checked(arguments, stitching, images);
    }

    static List<String> all(Stitching stitching, boolean tiff, Path images) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--stitching_mode",
                                "all",
                                "--stitch_dzi",
                                tiff ? "--stitch_tiff" : "--no-stitch_tiff",
                                "--tile_size",
                                String.valueOf(TILE_SIZE)));
        return checked(arguments, stitching, images);
    }

    private static List<String> checked(List<String> arguments, Stitching stitching, Path images) {
        arguments.add("--minimum_overlap");
        // a little less than the overlap, so that only direct neighbours are compared
        arguments.add(String.valueOf(rounded(stitching.overlap() * PART_OF_OVERLAP)));
        arguments.add("--resize");
        arguments.add(
                new BigDecimal(String.valueOf(stitching.correlationResize())).toPlainString());
        arguments.add(images.toString().replace('\\', '/'));
        arguments.forEach(StitchArguments::check);
        return List.copyOf(arguments);
    }

    /** To two decimals, exactly as Python's round does: 0.45 * 0.9 is a little more than 0.405. */
    private static double rounded(double value) {
        return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static void check(String argument) {
        if (!SafeNames.isSafePath(argument)
                || REFUSED.contains(argument.toLowerCase(Locale.ROOT))) {
            throw new StitcherValidationError(
                    "The stitching program is not started with the argument '"
                            + argument
                            + "': it may consist of letters, digits, blanks and _ . - / only."
                            + " Rename the folder.");
        }
    }
}
