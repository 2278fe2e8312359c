package org.labthings.thing.smartscan.workflow;

import org.labthings.hardware.image.CapturedImage;
import org.labthings.hardware.image.Resolution;
import org.slf4j.Logger;

/**
 * How large the pictures of a scan are saved.
 *
 * @param taken size of the camera's pictures
 * @param usual what the capture mode makes of it
 */
record SavedSize(Resolution taken, Resolution usual) {
    /** More makes no sense in a scan, and takes more memory than a small machine has. */
    private static final long MOST_PIXELS = 100_000_000;

    private static final double DISTORTION = 0.01;

    /** By a test picture. */
    static SavedSize of(CapturedImage test) {
        Resolution taken = new Resolution(test.image().width(), test.image().height());
        return new SavedSize(taken, test.saveResolution().orElse(taken));
    }

    /**
     * Another size, as it was wished for.
     *
     * @throws WorkflowStartError when it is absurd
     */
    Resolution as(Resolution wanted, Logger log) {
        if ((long) wanted.width() * wanted.height() > MOST_PIXELS) {
            throw new WorkflowStartError(
                    "A save_resolution of "
                            + text(wanted)
                            + " is more than "
                            + MOST_PIXELS / 1_000_000
                            + " megapixels; the camera's pictures have "
                            + text(taken)
                            + ". Set a smaller one, or null.");
        }
        double stretched =
                (double) wanted.width() * taken.height() / wanted.height() / taken.width();
        if (Math.abs(stretched - 1) > DISTORTION) {
            log.warn(
                    "The save_resolution {} has other proportions than the camera's pictures, {}:"
                            + " they are distorted, and do not fit together.",
                    text(wanted),
                    text(taken));
        }
        return wanted;
    }

    private static String text(Resolution size) {
        return size.width() + " x " + size.height();
    }
}
