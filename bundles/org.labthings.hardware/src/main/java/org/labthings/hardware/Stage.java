package org.labthings.hardware;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that moves a sample or an instrument along named axes. Positions are whole motor steps;
 * what a step is in micrometres is the business of calibration. All methods may be called from any
 * thread.
 */
@ConsumerType
public interface Stage {
    /**
     * The axes, in the order in which positions list them; usually {@code x}, {@code y}, {@code z}.
     *
     * @return the same for the life of the stage
     */
    List<String> axisNames();

    /**
     * Where the stage is now, also during a move: axis to steps. Must not block on a move.
     *
     * @return every axis, in their order; not to be changed
     */
    Map<String, Integer> position();

    /**
     * Where the stage is in the frame of its hardware: {@link #position} before an axis was
     * inverted or the origin was set by software. A simulated camera finds the sample there.
     *
     * @return every axis; by default {@link #position}
     */
    default Map<String, Integer> hardwarePosition() {
        return position();
    }

    /**
     * Whether a move is under way.
     *
     * @return false once it rests
     */
    boolean moving();

    /**
     * Moves by a distance and returns when it is there; blocks. An action that calls this can be
     * cancelled: the stage then stops where it is.
     *
     * @param distance axis to steps; axes left out stay
     * @throws IllegalArgumentException when there is no such axis
     * @throws org.labthings.api.InvocationError when another move is under way, {@link #stop} ended
     *     this one, or the target cannot be reached
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    void moveRelative(Map<String, Integer> distance) throws InterruptedException;

    /**
     * Moves to a position and returns when it is there; otherwise as {@link #moveRelative}.
     *
     * @param target axis to steps; axes left out stay
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    void moveAbsolute(Map<String, Integer> target) throws InterruptedException;

    /**
     * Moves by a distance as the options say, and returns when it is there; blocks.
     *
     * <p>A stage that knows nothing of backlash moves plainly.
     *
     * @param distance axis to steps; axes left out stay
     * @param options whether it can be cancelled, and what it does about slack
     * @throws InterruptedException when the thread is interrupted; the stage stops, whatever the
     *     options say
     */
    default void moveRelative(Map<String, Integer> distance, MoveOptions options)
            throws InterruptedException {
        Uncancellable.runIf(options.blockCancellation(), () -> moveRelative(distance));
    }

    /**
     * Moves to a position as the options say; otherwise as {@link #moveRelative(Map, MoveOptions)}.
     *
     * @param target axis to steps; axes left out stay
     * @param options whether it can be cancelled, and what it does about slack
     * @throws InterruptedException when the thread is interrupted; the stage stops, whatever the
     *     options say
     */
    default void moveAbsolute(Map<String, Integer> target, MoveOptions options)
            throws InterruptedException {
        Uncancellable.runIf(options.blockCancellation(), () -> moveAbsolute(target));
    }

    /** Stops a move at once, from any thread; does nothing when at rest. */
    void stop();

    /**
     * Makes the present position the origin. Nothing moves.
     *
     * @throws UnsupportedOperationException when the stage cannot
     * @throws org.labthings.api.InvocationError when a move is under way
     */
    default void setZeroPosition() {
        throw new UnsupportedOperationException("This stage cannot change its origin");
    }
}
