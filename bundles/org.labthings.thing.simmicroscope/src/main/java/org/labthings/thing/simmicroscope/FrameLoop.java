package org.labthings.thing.simmicroscope;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.labthings.hardware.image.JpegEncoder;
import org.labthings.hardware.image.RgbImage;
import org.slf4j.Logger;

/** The camera's thread: a frame at a time for both streams while somebody watches one. */
final class FrameLoop implements Runnable {
    private static final int QUALITY = 85;
    private static final int LORES_WIDTH = 320;
    private static final int LORES_HEIGHT = 240;

    private final SimulatedCamera camera;
    private final Optics optics;
    private final Logger log;

    FrameLoop(SimulatedCamera camera, Optics optics, Logger log) {
        this.camera = camera;
        this.optics = optics;
        this.log = log;
    }

    @Override
    public void run() {
        try (JpegEncoder encoder = new JpegEncoder()) {
            long due = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                } else {
                    due = System.nanoTime(); // late: what was missed is not made up for
                }
                due += camera.frameNanos();
                takeFrame(encoder);
            }
        } catch (InterruptedException e) {
            log.debug("The camera's thread ends");
        } catch (IOException | RuntimeException e) {
            if (!camera.mjpegStream.isStopped()) {
                log.error(
                        "The simulated camera takes no more pictures: {}. Restart it, and report"
                                + " this.",
                        e.toString(),
                        e);
            }
        } finally {
            camera.frameLoopEnded();
        }
    }

    /** One frame for whoever watches; at rest it costs nothing. */
    void takeFrame(JpegEncoder encoder) throws IOException, InterruptedException {
        boolean main = camera.mjpegStream.awaitWatcher(Duration.ZERO);
        boolean lores = camera.loresMjpegStream.awaitWatcher(Duration.ZERO);
        if (!main && !lores) {
            return;
        }
        SimulatedCamera.Exposed exposed = camera.expose(optics);
        RgbImage image = exposed.image();
        long time = exposed.time();
        if (main) {
            camera.mjpegStream.addFrame(encoder.encode(image, QUALITY), time);
        }
        if (lores) {
            RgbImage small = image.nearest(LORES_WIDTH, LORES_HEIGHT);
            camera.loresMjpegStream.addFrame(encoder.encode(small, QUALITY), time);
        }
    }
}
