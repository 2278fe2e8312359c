package org.labthings.thing.autofocus;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.labthings.api.MjpegStream;
import org.labthings.api.ServerNotRunningError;
import org.labthings.api.ThingContext;
import org.labthings.hardware.Camera;
import org.labthings.hardware.Stage;
import org.labthings.hardware.image.CapturedImage;
import org.labthings.hardware.image.RgbImage;
import org.slf4j.helpers.NOPLogger;

/**
 * A stage that is at once where it is sent, and a camera whose frames are long near the focus. The
 * first frame after a move was under way before it, as with real cameras.
 */
final class FakeMicroscope implements Camera, Stage, AutoCloseable {
    final MjpegStream stream = MjpegStream.create();
    final AtomicInteger pictures = new AtomicInteger();
    volatile int focus;
    volatile int z;
    private int seen; // guarded by this; where the stage was when the next frame was begun
    private long begun = System.nanoTime(); // guarded by this
    private final Thread frames = new Thread(this::stream, "fake-frames");

    FakeMicroscope() {
        frames.setDaemon(true);
        frames.start();
    }

    private void stream() {
        try {
            while (stream.awaitWatcher(java.time.Duration.ofSeconds(1)) || !stream.isStopped()) {
                addFrame();
            }
        } catch (InterruptedException | ServerNotRunningError e) {
            return; // closed
        }
    }

    /** A frame that was begun when the one before was there: it shows where the stage was then. */
    private synchronized void addFrame() {
        byte[] jpeg = new byte[(int) (1000 + 100_000 / (1 + Math.pow((seen - focus) / 120.0, 2)))];
        jpeg[0] = (byte) 0xFF;
        jpeg[1] = (byte) 0xD8;
        jpeg[jpeg.length - 2] = (byte) 0xFF;
        jpeg[jpeg.length - 1] = (byte) 0xD9;
        stream.addFrame(jpeg, begun);
        seen = z;
        begun = System.nanoTime();
    }

    /** What an open Thing would be told. */
    static ThingContext context() {
        return (ThingContext)
                Proxy.newProxyInstance(
                        FakeMicroscope.class.getClassLoader(),
                        new Class<?>[] {ThingContext.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "logger" -> NOPLogger.NOP_LOGGER;
                                    case "thingStates" -> Map.of("t", Map.of("a", 1));
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    @Override
    public void close() {
        stream.stop();
    }

    @Override
    public MjpegStream mjpegStream() {
        return stream;
    }

    @Override
    public byte[] grabJpeg() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CapturedImage captureImage(String captureMode) {
        pictures.incrementAndGet();
        return CapturedImage.of(new RgbImage(8, 8));
    }

    @Override
    public List<String> axisNames() {
        return List.of("x", "y", "z");
    }

    @Override
    public Map<String, Integer> position() {
        return new HashMap<>(Map.of("x", 1, "y", -2, "z", z));
    }

    @Override
    public boolean moving() {
        return false;
    }

    @Override
    public synchronized void moveRelative(Map<String, Integer> distance) {
        z += distance.getOrDefault("z", 0);
    }

    @Override
    public synchronized void moveAbsolute(Map<String, Integer> target) {
        z = target.getOrDefault("z", z);
    }

    @Override
    public void stop() {}
}
