package org.labthings.thing.simcamera;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.labthings.hardware.image.JpegEncoder;
import org.slf4j.Logger;

/** The camera's thread: takes a picture at a time while somebody watches, and rests otherwise. */
final class FrameLoop implements Runnable {
    private static final Duration REST = Duration.ofSeconds(5);
    private static final double NOISE = 1.6;

    private final SimulatedCamera camera;
    private final long seed;
    private final Logger log;
    private volatile boolean exposing;
    private Map<String, Integer> lastPosition = Map.of();
    private boolean stageFails;

    FrameLoop(SimulatedCamera camera, long seed, Logger log) {
        this.camera = camera;
        this.seed = seed;
        this.log = log;
    }

    /** Whether a picture has been begun and not yet been delivered. */
    boolean isExposing() {
        return exposing;
    }

    @Override
    public void run() {
        try {
            while (!camera.mjpegStream.awaitWatcher(REST)) {
                // nothing is prepared before somebody wants a picture
            }
            Tiles tiles = new Tiles(seed);
            Sensor sensor = new Sensor(seed);
            try (JpegEncoder encoder = new JpegEncoder()) {
                takePictures(tiles, sensor, encoder);
            }
        } catch (InterruptedException e) {
            log.debug("The camera's thread ends");
        } catch (IOException | RuntimeException e) {
            log.error(
                    "The simulated camera takes no more pictures: {}. Restart it, and report this.",
                    e.toString(),
                    e);
        }
    }

    private void takePictures(Tiles tiles, Sensor sensor, JpegEncoder encoder)
            throws InterruptedException, IOException {
        long due = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            if (camera.mjpegStream.awaitWatcher(REST)) {
                long now = System.nanoTime();
                if (due - now > 0) {
                    TimeUnit.NANOSECONDS.sleep(due - now);
                } else {
                    due = now; // late, or just awake: what was missed is not made up for
                }
                takePicture(tiles, sensor, encoder);
                due += Math.round(camera.secondsPerFrame() * 1e9);
            }
        }
    }

    private void takePicture(Tiles tiles, Sensor sensor, JpegEncoder encoder) throws IOException {
        exposing = true;
        try {
            Map<String, Integer> place = stagePosition();
            FrameSize size = camera.frameSize.get();
            tiles.prepare(size.width(), size.height(), camera.brightness());
            camera.mjpegStream.addFrame(
                    encoder.encode(
                            sensor.expose(
                                    tiles,
                                    place.getOrDefault("x", 0),
                                    place.getOrDefault("y", 0),
                                    Focus.at(place.getOrDefault("z", 0)),
                                    size,
                                    NOISE * Math.sqrt(camera.gain.get())),
                            camera.jpegQuality.get()));
        } finally {
            exposing = false;
        }
    }

    /** A stage that fails, or is being replaced, leaves the picture where it was. */
    private Map<String, Integer> stagePosition() {
        try {
            lastPosition = camera.stagePosition();
            stageFails = false;
        } catch (RuntimeException e) {
            if (!stageFails) {
                log.warn(
                        "The stage does not say where it is: {}. The picture stays.", e.toString());
            }
            stageFails = true;
        }
        return lastPosition;
    }
}
