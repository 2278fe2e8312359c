package org.labthings.hardware.stage;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.labthings.api.InvocationError;
import org.labthings.hardware.MoveOptions;
import org.labthings.hardware.Uncancellable;

/**
 * Moves a stage, one thread at a time, and keeps account of where it is. Program frame, unless a
 * name says otherwise.
 */
final class Mover {
    private static final long PATIENCE_MILLIS = 100;

    private final StageThing stage;
    private final Axes axes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Backlash backlash = new Backlash();
    private volatile Map<String, Integer> hardware;

    Mover(StageThing stage, Axes axes) {
        this.stage = stage;
        this.axes = axes;
        hardware = axes.each(axis -> 0);
    }

    /** What the controller said last. */
    Map<String, Integer> hardware() {
        return hardware;
    }

    /** Takes what the controller says for where the stage is; nothing moved. */
    void adopt() throws InterruptedException {
        hardware = axes.complete(stage.readHardwarePosition());
        publish();
    }

    /** Reads where the stage is; what it moved counts for the slack. */
    void update() throws InterruptedException {
        Map<String, Integer> now = axes.complete(stage.readHardwarePosition());
        Map<String, Integer> before = stage.convert(hardware);
        hardware = now;
        Map<String, Integer> moved = axes.distance(before, stage.convert(now));
        backlash.moved(moved, stage.backlashSteps.get());
        publish();
    }

    void publish() {
        Map<String, Integer> now = stage.convert(hardware);
        if (!now.equals(stage.position.get())) {
            stage.position.set(now);
        }
    }

    /**
     * Runs something while nobody else moves the stage.
     *
     * @throws InvocationError when somebody does
     */
    void alone(Uncancellable.Task task) throws InterruptedException {
        if (!lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new InvocationError(
                    "The stage is already moving, at "
                            + stage.position()
                            + ". Wait until it is there, or stop it first.");
        }
        try {
            task.run();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves; blocks.
     *
     * @param aim from where the stage is to how far it goes, all axes
     */
    void move(MoveOptions options, Function<Map<String, Integer>, Map<String, Integer>> aim)
            throws InterruptedException {
        alone(
                () -> {
                    if (options.blockCancellation()) {
                        Uncancellable.run(() -> moveAlone(options, aim));
                    } else {
                        moveAlone(options, aim);
                    }
                });
    }

    private void moveAlone(
            MoveOptions options, Function<Map<String, Integer>, Map<String, Integer>> aim)
            throws InterruptedException {
        update();
        for (Map<String, Integer> part : plan(options, aim)) {
            stage.moving.set(true);
            try {
                stage.moveHardware(stage.convert(part));
            } finally {
                rest();
            }
        }
    }

    private List<Map<String, Integer>> plan(
            MoveOptions options, Function<Map<String, Integer>, Map<String, Integer>> aim) {
        Map<String, Integer> from = stage.convert(hardware);
        try {
            Map<String, Integer> distance = aim.apply(from);
            List<Map<String, Integer>> parts =
                    options.backlash()
                            .map(how -> backlash.plan(distance, stage.backlashSteps.get(), how))
                            .orElse(List.of(distance));
            for (Map<String, Integer> part : parts) {
                part.forEach(
                        (axis, steps) -> Math.toIntExact(Math.abs((long) from.get(axis) + steps)));
            }
            return parts;
        } catch (ArithmeticException e) {
            throw new InvocationError(
                    "The stage cannot go that far from "
                            + from
                            + ": it counts its steps from -2147483648 to 2147483647."
                            + " Ask for a shorter move.");
        }
    }

    /** Begins a move, for a jog. Returns how long it takes, in seconds. */
    double begin(Map<String, Integer> steps) throws InterruptedException {
        update();
        stage.moving.set(true);
        Map<String, Integer> hardwareSteps = stage.convert(steps);
        stage.startHardware(hardwareSteps);
        return stage.estimateSeconds(hardwareSteps);
    }

    /** Stops, for a jog. */
    void halt() throws InterruptedException {
        stage.stopHardware();
        update();
    }

    /** Looks whether the stage moves, for a jog. */
    boolean look() throws InterruptedException {
        boolean moves = stage.hardwareMoves();
        update();
        stage.moving.set(moves);
        return moves;
    }

    /** After a move: reads where it ended, although the thread may have been interrupted. */
    void rest() throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            if (stage.hardwareMoves()) {
                stage.stopHardware();
            }
            update();
        } finally {
            stage.moving.set(false);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
