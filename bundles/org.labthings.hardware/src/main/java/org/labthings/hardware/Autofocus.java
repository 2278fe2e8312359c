package org.labthings.hardware;

import java.nio.file.Path;
import java.util.Optional;
import org.labthings.api.Default;
import org.labthings.api.InvocationError;
import org.labthings.hardware.image.Resolution;
import org.osgi.annotation.versioning.ConsumerType;

/** Finds the focus by moving a stage under a camera. Everything blocks, and can be cancelled. */
@ConsumerType
public interface Autofocus {
    /**
     * Moves through a range once, then to where the picture was sharpest; always comes from below.
     *
     * @param dz range in steps, around the present position
     * @return z of the focus
     * @throws InvocationError when no frames came
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    int fastAutofocus(int dz) throws InterruptedException;

    /**
     * Moves through ranges until the sharpest picture is well within one.
     *
     * @param dz range in steps, around the present position
     * @return z of the focus
     * @throws NoFocusFoundError when that did not happen; the stage stays at the last peak
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    int loopingAutofocus(int dz) throws InterruptedException;

    /**
     * Takes a stack of pictures around the focus, judges that it holds the focus, and saves the
     * sharpest ones.
     *
     * @param stack how it is taken
     * @param folder where pictures are saved, named by their position
     * @param captureMode as for {@link Camera#captureImage}
     * @param autofocusDz range of the autofocus between two attempts, in steps
     * @return what it came to; the stage stays where the last picture was taken
     * @throws IllegalArgumentException when a number of pictures is out of its range
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    StackResult smartStack(
            SmartStackParameters stack, Path folder, String captureMode, int autofocusDz)
            throws InterruptedException;

    /**
     * The same, with pictures saved at a size of one's own.
     *
     * @param stack how it is taken
     * @param folder where pictures are saved, named by their position
     * @param captureMode as for {@link Camera#captureImage}
     * @param saveResolution of the files; empty: what the capture mode says
     * @param autofocusDz range of the autofocus between two attempts, in steps
     * @return what it came to; the stage stays where the last picture was taken
     * @throws InterruptedException when the thread is interrupted; the stage stops
     * @throws InvocationError when there is one and this autofocus knows only that of the mode
     */
    default StackResult smartStack(
            SmartStackParameters stack,
            Path folder,
            String captureMode,
            Optional<Resolution> saveResolution,
            int autofocusDz)
            throws InterruptedException {
        requireOfMode(saveResolution);
        return smartStack(stack, folder, captureMode, autofocusDz);
    }

    /**
     * Takes and saves a stack of pictures without looking at them.
     *
     * @param stack how it is taken
     * @param folder where pictures are saved, named by their position
     * @param captureMode as for {@link Camera#captureImage}
     * @return z of each picture; the stage stays at the last
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    int[] basicStack(BasicStackParameters stack, Path folder, String captureMode)
            throws InterruptedException;

    /**
     * The same, with pictures saved at a size of one's own.
     *
     * @param stack how it is taken
     * @param folder where pictures are saved, named by their position
     * @param captureMode as for {@link Camera#captureImage}
     * @param saveResolution as for a smart stack
     * @return z of each picture; the stage stays at the last
     * @throws InterruptedException when the thread is interrupted; the stage stops
     * @throws InvocationError as for a smart stack
     */
    default int[] basicStack(
            BasicStackParameters stack,
            Path folder,
            String captureMode,
            Optional<Resolution> saveResolution)
            throws InterruptedException {
        requireOfMode(saveResolution);
        return basicStack(stack, folder, captureMode);
    }

    private static void requireOfMode(Optional<Resolution> saveResolution) {
        saveResolution.ifPresent(
                size -> {
                    throw new InvocationError(
                            "This autofocus saves pictures as large as the capture mode says, not"
                                    + " with "
                                    + size.width()
                                    + " x "
                                    + size.height()
                                    + " pixels. Set save_resolution to null.");
                });
    }

    /**
     * What a smart stack came to.
     *
     * @param focused whether the stack holds the focus
     * @param z of the sharpest picture
     * @param images how many were taken
     */
    record StackResult(boolean focused, int z, int images) {}

    /**
     * Of a smart stack.
     *
     * @param stackDz steps from picture to picture
     * @param imagesToSave odd, at most {@code minImagesToTest}
     * @param minImagesToTest odd, 3 to 9: how many pictures are judged at a time
     * @param settlingTime seconds of rest before each picture
     * @param origin where the present position is within the stack, as {@link Origin} on the wire;
     *     a smart stack always starts below
     * @param saveOnFailure whether pictures are saved although the focus was not found
     * @param checkTurningPoints whether the sharpness may turn only once
     * @param stackHeightLimit how many pictures at most beyond {@code minImagesToTest}
     * @param imgUndershoot by how many pictures it starts lower than the focus is expected
     * @param maxAttempts how many stacks at most, with an autofocus between two
     */
    record SmartStackParameters(
            int stackDz,
            int imagesToSave,
            int minImagesToTest,
            @Default("0.05") double settlingTime,
            @Default("1") Origin origin,
            @Default("false") boolean saveOnFailure,
            @Default("true") boolean checkTurningPoints,
            @Default("15") int stackHeightLimit,
            @Default("5") int imgUndershoot,
            @Default("3") int maxAttempts) {

        /**
         * With the usual values of everything else.
         *
         * @param stackDz steps from picture to picture
         * @param imagesToSave odd, at most {@code minImagesToTest}
         * @param minImagesToTest odd, 3 to 9
         * @param saveOnFailure whether pictures are saved although the focus was not found
         * @return parameters that are checked when a stack is taken with them
         */
        public static SmartStackParameters of(
                int stackDz, int imagesToSave, int minImagesToTest, boolean saveOnFailure) {
            return new SmartStackParameters(
                    stackDz,
                    imagesToSave,
                    minImagesToTest,
                    0.05,
                    Origin.START,
                    saveOnFailure,
                    true,
                    15,
                    5,
                    3);
        }
    }

    /**
     * Of a basic stack.
     *
     * @param stackDz steps from picture to picture
     * @param imagesToSave how many
     * @param settlingTime seconds of rest before each picture
     * @param origin where the present position is within the stack
     */
    record BasicStackParameters(
            int stackDz,
            int imagesToSave,
            @Default("0.05") double settlingTime,
            @Default("1") Origin origin) {}

    /** Where the present position is within a stack. On the wire: 1, 2, 3. */
    enum Origin implements org.labthings.api.WireValue {
        /** At its lower end. */
        START(1),
        /** In its middle. */
        CENTER(2),
        /** At its upper end. */
        END(3);

        private final int wire;

        Origin(int wire) {
            this.wire = wire;
        }

        @Override
        public Object wireValue() {
            return wire;
        }
    }
}
