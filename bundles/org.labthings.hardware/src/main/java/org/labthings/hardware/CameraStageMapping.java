package org.labthings.hardware;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Converts between displacements in a camera's picture and those of the stage under it. The matrix
 * M turns (row, column) displacements of full-size pictures, in pixels, into (stage x, stage y)
 * displacements in steps:
 *
 * <pre>
 * (stage x, stage y) = (image y, image x) · M
 * </pre>
 */
@ConsumerType
public interface CameraStageMapping {
    /**
     * The matrix M, two rows of two; empty before it was calibrated. A copy.
     *
     * @return in steps a pixel: the first row for pixels down, the second for pixels to the right
     */
    Optional<double[][]> imageToStageDisplacementMatrix();

    /**
     * Size of the pictures that the matrix refers to, {height, width}; empty as the matrix.
     *
     * @return two numbers of pixels, a copy
     */
    Optional<int[]> imageResolution();

    /**
     * A displacement in the picture as one of the stage, rounded half to even.
     *
     * @param x pixels to the right
     * @param y pixels down
     * @return axis {@code x} and {@code y} to steps
     * @throws CSMUncalibratedError when it was not calibrated
     */
    Map<String, Integer> imageToStage(double x, double y);

    /**
     * A displacement of the stage as one in the picture.
     *
     * @param x steps
     * @param y steps
     * @return {@code x} to the right and {@code y} down, in pixels
     * @throws CSMUncalibratedError when it was not calibrated
     */
    Map<String, Double> stageToImage(double x, double y);

    /**
     * Moves the stage by a displacement in the picture, without compensation; blocks.
     *
     * @param x pixels to the right
     * @param y pixels down
     * @throws CSMUncalibratedError when it was not calibrated
     * @throws org.labthings.api.InvocationError when the stage cannot be moved
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    void moveInImageCoordinates(double x, double y) throws InterruptedException;
}
