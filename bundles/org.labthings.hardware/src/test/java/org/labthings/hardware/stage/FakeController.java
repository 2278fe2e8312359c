package org.labthings.hardware.stage;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.labthings.api.InvocationError;

/** A stage that says what it is told to say. */
final class FakeController extends StageThing {
    final List<Map<String, Integer>> started = new CopyOnWriteArrayList<>();
    final AtomicInteger stops = new AtomicInteger();
    volatile Map<String, Integer> place = Map.of("x", 0, "y", 0);
    volatile boolean moves;
    volatile boolean broken;

    FakeController() {
        super(List.of("x", "y"), List.of("x"));
    }

    @Override
    protected Map<String, Integer> readHardwarePosition() {
        if (broken) {
            throw new InvocationError("The cable is out. Plug it in.");
        }
        return place;
    }

    @Override
    protected void moveHardware(Map<String, Integer> steps) {
        startHardware(steps);
    }

    @Override
    protected void startHardware(Map<String, Integer> steps) {
        moves = true;
        started.add(steps);
    }

    @Override
    protected void stopHardware() {
        stops.incrementAndGet();
        moves = false;
    }

    @Override
    protected boolean hardwareMoves() {
        return moves;
    }

    @Override
    protected double estimateSeconds(Map<String, Integer> steps) {
        return 0.001;
    }

    @Override
    protected void zeroHardware() {
        place = Map.of("x", 0, "y", 0);
    }
}
