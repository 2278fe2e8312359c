package org.labthings.thing.autofocus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.api.MjpegStream;
import org.labthings.api.ServerNotRunningError;
import org.labthings.api.ThingContext;
import org.labthings.hardware.Stage;
import org.labthings.hardware.Uncancellable;

/**
 * Watches how sharp the picture is while the stage moves: notes the size of every frame of the
 * low-resolution stream with the time of its exposure, and the position of the stage with its time.
 * Both are read by threads of their own until it is closed. What they note is bounded by the length
 * of an action: a frame or a position takes some dozen bytes.
 */
final class SharpnessMonitor implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long POSITION_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PROMPT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SLOWEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int MOST = 200_000;

    private final MjpegStream stream;
    private final Stage stage;
    private final double epoch = System.currentTimeMillis() / 1e3 - System.nanoTime() / 1e9;
    private final List<Sample> frames = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private volatile boolean closed;
    private volatile boolean moving;

    private record Sample(long time, int size) {}

    private record Place(long time, Map<String, Integer> position) {
        double z() {
            return position.getOrDefault("z", 0);
        }
    }

    /** The part of the notes that belongs to one move. */
    record Span(long start, long end) {}

    /** Starts watching. */
    SharpnessMonitor(MjpegStream stream, Stage stage, ThingContext context) {
        this.stream = stream;
        this.stage = stage;
        long next = stream.newestIndex() + 1;
        context.startThread(context.name() + "-sharpness", () -> watchFrames(next));
        context.startThread(context.name() + "-positions", this::watchPositions);
    }

    private void watchFrames(long first) {
        long next = first;
        while (!closed) {
            try {
                MjpegStream.Frame frame = stream.awaitFrame(next, LOOK);
                next = frame.index() + 1;
                note(frame);
            } catch (TimeoutException e) {
                continue; // a slow camera, or none: whoever needs frames says so
            } catch (InterruptedException | ServerNotRunningError e) {
                return;
            }
        }
    }

    private synchronized void note(MjpegStream.Frame frame) {
        if (frames.size() < MOST) {
            frames.add(new Sample(frame.timestamp(), frame.jpeg().length));
        }
    }

    /**
     * While the stage moves; a stage that does not tell its position meanwhile adds nothing. When
     * it was where it says is known as well as it answers quickly: one of another server takes
     * milliseconds, so what counts is that it takes no longer than usual.
     */
    private void watchPositions() {
        Map<String, Integer> before = Map.of();
        long quickest = SLOWEST_NANOS / 2;
        try {
            while (!closed) {
                if (moving) {
                    long asked = System.nanoTime();
                    Map<String, Integer> now = stage.position();
                    long answered = System.nanoTime();
                    quickest = Math.min(quickest, answered - asked);
                    long prompt = Math.max(PROMPT_NANOS, 2 * quickest);
                    if (!now.equals(before) && answered - asked < prompt) {
                        note(new Place(asked + (answered - asked) / 2, now));
                        before = now;
                    }
                }
                TimeUnit.NANOSECONDS.sleep(POSITION_NANOS);
            }
        } catch (InterruptedException e) {
            // the Thing closes
        } catch (RuntimeException e) {
            // the stage went; whoever moves it says so
        }
    }

    private synchronized void note(Place place) {
        Place last = places.isEmpty() ? null : places.get(places.size() - 1);
        if (places.size() < MOST && (last == null || place.time > last.time)) {
            places.add(place);
        }
    }

    /** Moves and watches; blocks. */
    Span during(Uncancellable.Task move) throws InterruptedException {
        long start = System.nanoTime();
        note(new Place(start, stage.position()));
        moving = true;
        try {
            move.run();
        } finally {
            moving = false;
        }
        Map<String, Integer> there = stage.position();
        long end = System.nanoTime();
        note(new Place(end, there));
        return new Span(start, end);
    }

    /**
     * What was seen during a move.
     *
     * @throws NotStreamingError when that was nothing
     */
    synchronized Curve curve(Span span) {
        List<Sample> within =
                frames.stream().filter(f -> f.time > span.start && f.time <= span.end).toList();
        if (within.isEmpty()) {
            throw new NotStreamingError();
        }
        double[] z = new double[within.size()];
        double[] sizes = new double[within.size()];
        for (int i = 0; i < z.length; i++) {
            z[i] = zAt(within.get(i).time);
            sizes[i] = within.get(i).size;
        }
        return new Curve(z, sizes);
    }

    /** Linear between two known positions, constant outside. */
    private double zAt(long time) {
        Place before = places.get(0);
        for (Place place : places) {
            if (place.time >= time) {
                if (place.time == before.time) {
                    return place.z();
                }
                double part = (double) (time - before.time) / (place.time - before.time);
                return before.z() + Math.max(0, part) * (place.z() - before.z());
            }
            before = place;
        }
        return before.z();
    }

    /** Everything that was noted. */
    synchronized SharpnessData data() {
        return new SharpnessData(
                frames.stream().map(f -> f.time / 1e9 + epoch).toList(),
                frames.stream().map(Sample::size).toList(),
                List.of(),
                places.stream().map(p -> p.time / 1e9 + epoch).toList(),
                places.stream().map(Place::position).toList());
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
    }
}
