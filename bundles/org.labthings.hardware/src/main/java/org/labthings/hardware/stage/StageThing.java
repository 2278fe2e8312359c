package org.labthings.hardware.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Action;
import org.labthings.api.CatchAll;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.InvocationError;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.hardware.BacklashCompensation;
import org.labthings.hardware.MoveOptions;
import org.labthings.hardware.Stage;

/**
 * A stage in two frames of coordinates. Clients see the <em>program</em> frame, in which each axis
 * may be inverted; a driver works in the <em>hardware</em> frame: the counts of its controller.
 *
 * <p>A driver implements the protected methods. All of them but {@link #stopHardware} and {@link
 * #currentHardwarePosition} are called by one thread at a time, the one that moves the stage; maps
 * name every axis. A property that a driver overrides must carry {@code @Property} again. What goes
 * wrong with the hardware is an {@link InvocationError} that says what to do.
 */
public abstract class StageThing implements Thing, Stage {
    private static final int USUAL_SLACK = 200;

    /** Position in steps. */
    public final DataProperty<Map<String, Integer>> position;

    /** Whether the stage moves. */
    public final DataProperty<Boolean> moving =
            DataProperty.of(false).readOnly().withoutGlobalLock();

    /**
     * Steps of slack in the gears of each axis.
     *
     * <p>The sign is the direction in which moves end that make up for it; 0 is no slack.
     */
    public final DataSetting<Map<String, Integer>> backlashSteps;

    /** Whether each axis counts against its hardware. */
    public final DataSetting<Map<String, Boolean>> axisInverted;

    private final Axes axes;
    private final Mover mover;
    private final JogQueue jogs = new JogQueue();
    private volatile ThingContext context;

    /**
     * A stage.
     *
     * @param axes their names, in order
     * @param inverted the axes that are inverted until a setting says otherwise
     */
    protected StageThing(List<String> axes, List<String> inverted) {
        this.axes = new Axes(axes);
        mover = new Mover(this, this.axes);
        position = DataProperty.of(mover.hardware()).readOnly().withoutGlobalLock();
        backlashSteps = DataSetting.of(this.axes.each(axis -> USUAL_SLACK)).readOnly();
        axisInverted = DataSetting.of(this.axes.each(inverted::contains)).readOnly();
    }

    /**
     * Where the controller says the stage is. May block for some milliseconds.
     *
     * @return every axis to its count
     * @throws InterruptedException when the thread is interrupted
     */
    protected abstract Map<String, Integer> readHardwarePosition() throws InterruptedException;

    /**
     * Moves, and returns when the stage is there; blocks. When the invocation is cancelled or the
     * thread interrupted, it stops the stage and lets the exception through.
     *
     * @param steps every axis to its counts; 0 for one that stays
     * @throws InterruptedException when the thread is interrupted; the stage was stopped
     */
    protected abstract void moveHardware(Map<String, Integer> steps) throws InterruptedException;

    /**
     * Begins to move and returns at once; a move that is under way is replaced.
     *
     * @param steps every axis to its counts; 0 for one that stays
     * @throws InterruptedException when the thread is interrupted
     */
    protected abstract void startHardware(Map<String, Integer> steps) throws InterruptedException;

    /** Stops as soon as possible. Called from any thread, also during a move; must not block. */
    protected abstract void stopHardware();

    /**
     * Whether the stage moves, as the controller says.
     *
     * @return false once it rests
     * @throws InterruptedException when the thread is interrupted
     */
    protected abstract boolean hardwareMoves() throws InterruptedException;

    /**
     * How long a move takes, in seconds, about.
     *
     * @param steps every axis to its counts; 0 for one that stays
     * @return a jog looks after this time whether the stage rests, unless another command comes
     *     before
     */
    protected abstract double estimateSeconds(Map<String, Integer> steps);

    /**
     * Makes the present position the controller's origin. Nothing moves.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    protected abstract void zeroHardware() throws InterruptedException;

    /**
     * Where the stage is now, as far as it is known without asking the controller: from any thread,
     * must not block.
     *
     * @return every axis to its count; by default what was read last
     */
    protected Map<String, Integer> currentHardwarePosition() {
        return mover.hardware();
    }

    /** Reads the position; a sub-class that overrides it opens its hardware first. */
    @Override
    public void open(ThingContext newContext) throws Exception {
        context = newContext;
        mover.adopt();
        moving.set(false);
    }

    /** Stops the stage; a sub-class that overrides it closes its hardware afterwards. */
    @Override
    public void close() throws Exception {
        stopHardware();
    }

    /** Names of the axes. */
    @Override
    @Property
    public final List<String> axisNames() {
        return axes.names();
    }

    /**
     * Whether the stage must be calibrated before it is used.
     *
     * @return by default not
     */
    @Property
    public boolean calibrationRequired() {
        return false;
    }

    /**
     * Whether there is something to calibrate.
     *
     * @return by default not
     */
    @Property
    public boolean canCalibrate() {
        return false;
    }

    /**
     * Moves by a distance.
     *
     * <p>It ends when the stage is there. Axes that are left out stay. Cancelling it stops the
     * stage where it is.
     *
     * @param blockCancellation whether it goes to its end although it is cancelled
     * @param backlashCompensation whose slack is made up for: 1 the axes that move, 2 all axes, 3 x
     *     and y, 4 z; null: none
     * @param steps how far each axis moves
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    @Action
    public final void moveRelative(
            @Default("false") boolean blockCancellation,
            @Default("null") Optional<BacklashCompensation> backlashCompensation,
            @CatchAll Map<String, Integer> steps)
            throws InterruptedException {
        moveRelative(steps, new MoveOptions(blockCancellation, backlashCompensation));
    }

    /**
     * Moves to a position.
     *
     * <p>It ends when the stage is there. Axes that are left out stay. Cancelling it stops the
     * stage where it is.
     *
     * @param blockCancellation whether it goes to its end although it is cancelled
     * @param backlashCompensation whose slack is made up for: 1 the axes that move, 2 all axes, 3 x
     *     and y, 4 z; null: none
     * @param target where each axis goes
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    @Action
    public final void moveAbsolute(
            @Default("false") boolean blockCancellation,
            @Default("null") Optional<BacklashCompensation> backlashCompensation,
            @CatchAll Map<String, Integer> target)
            throws InterruptedException {
        moveAbsolute(target, new MoveOptions(blockCancellation, backlashCompensation));
    }

    /**
     * Moves all axes to 0.
     *
     * @param blockCancellation whether it goes to its end although it is cancelled
     * @param backlashCompensation whose slack is made up for, as for {@code move_relative}
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    @Action
    public final void moveToOrigin(
            @Default("false") boolean blockCancellation,
            @Default("null") Optional<BacklashCompensation> backlashCompensation)
            throws InterruptedException {
        moveAbsolute(
                axes.each(axis -> 0), new MoveOptions(blockCancellation, backlashCompensation));
    }

    /**
     * Starts to move and returns at once.
     *
     * <p>For joysticks: send it again and again while a key is held, and {@code stop} when it is
     * released. A new jog replaces the one that is under way.
     *
     * @param stop whether to stop
     * @param steps how far each axis moves
     */
    @Action(globalLock = false)
    public final void jog(@Default("false") boolean stop, @CatchAll Map<String, Integer> steps) {
        JogQueue.Command command =
                stop ? JogQueue.Command.STOP : new JogQueue.Command(axes.complete(steps));
        if (command.stops() && !stop) {
            context.logger().warn("A jog without a distance stops the stage");
        }
        if (jogs.offer(command)) {
            context.startThread(context.name() + "-jog", new Jog(mover, jogs, context));
        }
    }

    /**
     * Stops the stage at once.
     *
     * <p>It runs whatever else is going on. A move that was under way fails.
     */
    @Override
    @Action(emergency = true)
    public final void stop() {
        stopHardware();
    }

    /**
     * Makes an axis count the other way round.
     *
     * @param axis its name
     * @throws InterruptedException when the thread is interrupted
     * @throws InvocationError when the stage moves
     */
    @Action
    public final void invertAxisDirection(String axis) throws InterruptedException {
        axes.complete(Map.of(axis, 0)); // refuses what is no axis
        mover.alone(
                () -> {
                    Map<String, Boolean> before = axisInverted.get();
                    axisInverted.set(
                            axes.each(a -> before.getOrDefault(a, false) ^ a.equals(axis)));
                    mover.publish();
                });
    }

    /** Makes the present position the origin. Nothing moves. */
    @Override
    @Action
    public final void setZeroPosition() {
        try {
            mover.alone(
                    () -> {
                        mover.update();
                        zeroHardware();
                        mover.adopt();
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvocationError("The stage was interrupted while it set its origin");
        }
    }

    /**
     * Position as a list.
     *
     * @return 0 for an axis that there is not
     */
    @Action
    public final Xyz getXyzPosition() {
        Map<String, Integer> now = position();
        return new Xyz(
                now.getOrDefault("x", 0), now.getOrDefault("y", 0), now.getOrDefault("z", 0));
    }

    /**
     * Moves to a position that is given as a list.
     *
     * @param xyzPos where to go
     * @throws InterruptedException when the thread is interrupted; the stage stops
     */
    @Action
    public final void moveToXyzPosition(Xyz xyzPos) throws InterruptedException {
        moveAbsolute(Map.of("x", xyzPos.x(), "y", xyzPos.y(), "z", xyzPos.z()));
    }

    @Override
    public final Map<String, Integer> position() {
        return convert(currentHardwarePosition());
    }

    @Override
    public final Map<String, Integer> hardwarePosition() {
        return currentHardwarePosition();
    }

    @Override
    public final boolean moving() {
        return moving.get();
    }

    @Override
    public final void moveRelative(Map<String, Integer> distance) throws InterruptedException {
        moveRelative(distance, MoveOptions.PLAIN);
    }

    @Override
    public final void moveAbsolute(Map<String, Integer> target) throws InterruptedException {
        moveAbsolute(target, MoveOptions.PLAIN);
    }

    @Override
    public final void moveRelative(Map<String, Integer> distance, MoveOptions options)
            throws InterruptedException {
        Map<String, Integer> steps = axes.complete(distance);
        mover.move(options, from -> steps);
    }

    @Override
    public final void moveAbsolute(Map<String, Integer> target, MoveOptions options)
            throws InterruptedException {
        axes.complete(target); // refuses what is no axis
        mover.move(
                options,
                from -> axes.distance(from, axes.each(a -> target.getOrDefault(a, from.get(a)))));
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("position", position());
    }

    /**
     * Reads the position and publishes it. A driver may call it during a move, on the thread that
     * moves.
     *
     * @throws InterruptedException as {@link #readHardwarePosition}
     */
    protected final void update() throws InterruptedException {
        mover.update();
    }

    /**
     * Takes what the controller says for where the stage is, after it was away: what it moved
     * meanwhile does not count for the slack. On a thread that moves nothing.
     *
     * @throws InvocationError when the stage moves
     * @throws InterruptedException as {@link #readHardwarePosition}
     */
    protected final void refreshPosition() throws InterruptedException {
        mover.alone(mover::adopt);
    }

    /** From the program frame to that of the hardware, or back. */
    final Map<String, Integer> convert(Map<String, Integer> steps) {
        return axes.convert(steps, axisInverted.get());
    }
}
