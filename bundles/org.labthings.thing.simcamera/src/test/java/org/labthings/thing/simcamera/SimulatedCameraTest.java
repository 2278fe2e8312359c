package org.labthings.thing.simcamera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.Blob;
import org.labthings.api.MjpegStream;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.Stage;

@Timeout(60)
class SimulatedCameraTest {
    private final OpenCamera open = new OpenCamera();
    private final SimulatedCamera camera = open.camera;

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    @Test
    void grabsAPictureOfTheSetSize() throws Exception {
        assertEquals(640, grab().getWidth());
        camera.frameSize.set(new FrameSize(321, 77));
        BufferedImage other = grab();
        assertEquals(321, other.getWidth());
        assertEquals(77, other.getHeight());
    }

    @Test
    void grabsAsABlob() throws Exception {
        Blob blob = camera.grabJpegBlob();
        assertEquals("image/jpeg", blob.mediaType());
        assertEquals(480, ImageIO.read(new ByteArrayInputStream(blob.content())).getHeight());
    }

    @Test
    void restsWhileNobodyWatches() throws Exception {
        Thread thread = open.threads.get(0);
        Watcher watcher = new Watcher();
        camera.mjpegStream.addListener(watcher);
        watcher.next();
        watcher.next();
        camera.mjpegStream.removeListener(watcher);
        while (thread.getState() != Thread.State.TIMED_WAITING || camera.loop().isExposing()) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        // One more frame may have been on its way; after it, nothing more comes.
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        long seen = camera.mjpegStream.newestIndex();
        while (System.nanoTime() < due) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        assertTrue(camera.mjpegStream.newestIndex() <= seen + 1);
        watcher.frames.clear();
        camera.mjpegStream.addListener(watcher);
        watcher.next();
    }

    @Test
    void keepsItsFrameRate() throws Exception {
        camera.frameRate.set(50.0);
        camera.frameSize.set(new FrameSize(64, 48));
        Watcher watcher = new Watcher();
        camera.mjpegStream.addListener(watcher);
        watcher.next(); // whatever had to be prepared is ready
        long start = System.nanoTime();
        for (int i = 0; i < 25; i++) {
            watcher.next();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(seconds > 0.4, "25 frames at 50/s took only " + seconds + " s");
    }

    @Test
    void aLongExposureSlowsItDown() {
        assertEquals(1 / 30.0, camera.secondsPerFrame(), 1e-9);
        camera.exposure.set(200.0);
        assertEquals(0.2, camera.secondsPerFrame(), 1e-9);
    }

    @Test
    void followsTheStage() throws Exception {
        camera.frameSize.set(new FrameSize(160, 120));
        FakeStage stage = new FakeStage();
        stage.holds(camera);
        BufferedImage here = grab();
        assertTrue(difference(here, grab()) < 4, "nothing moved");
        stage.place = Map.of("x", 5000, "y", -400, "z", 0);
        assertTrue(difference(here, grab()) > 8, "another place");
        stage.place = Map.of("x", 0, "y", 0, "z", 0);
        assertTrue(difference(here, grab()) < 4, "back again");
    }

    @Test
    void keepsThePictureWhenTheStageFails() throws Exception {
        camera.frameSize.set(new FrameSize(160, 120));
        FakeStage stage = new FakeStage();
        stage.holds(camera);
        stage.place = Map.of("x", 777, "y", 0, "z", 0);
        BufferedImage before = grab();
        stage.place = null;
        assertTrue(difference(before, grab()) < 4);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        grab();
        open.close();
        assertFalse(open.threads.get(0).isAlive());
    }

    private BufferedImage grab() throws Exception {
        return ImageIO.read(new ByteArrayInputStream(camera.grabJpeg()));
    }

    /** Mean difference of the green values. */
    private static double difference(BufferedImage a, BufferedImage b) {
        double sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                sum +=
                        Math.abs(
                                a.getRaster().getSample(x, y, 1)
                                        - b.getRaster().getSample(x, y, 1));
            }
        }
        return sum / a.getWidth() / a.getHeight();
    }

    private static final class Watcher implements MjpegStream.Listener {
        private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();

        byte[] next() throws InterruptedException {
            byte[] frame = frames.poll(30, TimeUnit.SECONDS);
            assertTrue(frame != null, "no frame came");
            return frame;
        }

        @Override
        public void frame(byte[] jpeg) {
            frames.add(jpeg);
        }

        @Override
        public void stopped() {}
    }

    /** Is wherever it is told to be; null: it fails. */
    private static final class FakeStage implements Stage {
        private volatile Map<String, Integer> place = Map.of("x", 0, "y", 0, "z", 0);

        void holds(SimulatedCamera camera) {
            camera.stage.fill(
                    new ThingSlot.Filler() {
                        @Override
                        public Map<String, Object> things() {
                            return Map.of("stage", FakeStage.this);
                        }

                        @Override
                        public String explanation() {
                            return "";
                        }
                    });
        }

        @Override
        public List<String> axisNames() {
            return List.of("x", "y", "z");
        }

        @Override
        public Map<String, Integer> position() {
            if (place == null) {
                throw new IllegalStateException("the cable is out");
            }
            return place;
        }

        @Override
        public boolean moving() {
            return false;
        }

        @Override
        public void moveRelative(Map<String, Integer> distance) {}

        @Override
        public void moveAbsolute(Map<String, Integer> target) {}

        @Override
        public void stop() {}
    }
}
