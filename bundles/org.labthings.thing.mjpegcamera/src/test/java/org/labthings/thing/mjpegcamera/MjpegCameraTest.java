package org.labthings.thing.mjpegcamera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.InstrumentAwayError;
import org.labthings.hardware.image.CapturedImage;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.testing.instruments.MjpegSimulator;
import org.labthings.testing.instruments.TestContext;

@Timeout(60)
class MjpegCameraTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));
    private static final int LIMIT = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private MjpegSimulator simulator;
    private TestContext context;
    private MjpegCamera camera;

    @BeforeEach
    void start() throws Exception {
        simulator = new MjpegSimulator();
        context = new TestContext(Map.of(), folder);
    }

    private void open(String url, String authorization, int limit) throws Exception {
        camera = new MjpegCamera(url, authorization, limit, QUICK);
        camera.open(context);
    }

    @AfterEach
    void stop() throws Exception {
        if (camera != null) {
            context.close(camera);
        }
        simulator.close();
    }

    private void says(String part) {
        while (!camera.connection.get().contains(part)) {
            Thread.onSpinWait(); // the time-out of the test is the deadline
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }

    @Test
    void framesArePassedOnAsTheyAre() throws Exception {
        open(simulator.url(), null, LIMIT);
        byte[] frame = camera.mjpegStream.grabFrame(PATIENCE);
        assertEquals(640, JpegDecoder.decode(frame).width());
        assertTrue(camera.connected.get());
        assertTrue(camera.streamActive());
        assertEquals(320, JpegDecoder.decode(camera.loresMjpegStream.grabFrame(PATIENCE)).width());
    }

    @Test
    void aPictureWasExposedAfterItWasAskedFor() throws Exception {
        open(simulator.url(), null, LIMIT);
        camera.mjpegStream.grabFrame(PATIENCE);
        long index = camera.mjpegStream.newestIndex();
        camera.framesUnderWay.set(3);
        camera.grabJpeg();
        assertTrue(camera.mjpegStream.newestIndex() >= index + 4);
        CapturedImage image = camera.captureImage("standard");
        assertEquals(480, image.image().height());
    }

    @Test
    void aCameraThatHangsUpOrIsSwitchedOffIsFoundAgain() throws Exception {
        open(simulator.url(), null, LIMIT);
        camera.mjpegStream.grabFrame(PATIENCE);
        simulator.hangUp();
        says("Next attempt");
        camera.mjpegStream.grabFrame(PATIENCE);
        simulator.switchOff();
        says("refuses the connection");
        assertFalse(camera.connected.get());
        assertTrue(context.instrumentAbsence().orElseThrow().contains("refuses the connection"));
        assertThrows(InstrumentAwayError.class, camera::grabJpeg);
        simulator.switchOn();
        camera.mjpegStream.grabFrame(PATIENCE);
        while (context.instrumentAbsence().isPresent()) {
            Thread.onSpinWait(); // the picture may be quicker than the word
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }

    @Test
    void oneThatKeepsTheConnectionButSendsNothingIsConnectedAnew() throws Exception {
        open(simulator.url(), null, LIMIT);
        camera.mjpegStream.grabFrame(PATIENCE);
        simulator.stall(true);
        says("has sent no picture for 10 s");
        simulator.stall(false);
        camera.mjpegStream.grabFrame(PATIENCE);
    }

    @Test
    void basicAuthentication() throws Exception {
        simulator.lock(true);
        open(simulator.url(), MjpegCamera.authorization("viewer", "wrong", ""), LIMIT);
        says("refuses user and password (status 401)");
        context.close(camera);
        context = new TestContext(Map.of(), folder);
        open(simulator.url(), MjpegCamera.authorization("viewer", "secret", ""), LIMIT);
        camera.mjpegStream.grabFrame(PATIENCE);
    }

    @Test
    void aFrameThatIsTooLargeEndsTheConnection() throws Exception {
        open(simulator.url(), null, 2000);
        says("sends a picture of more than 2000 bytes");
    }

    @Test
    void whatIsNoStreamIsSaid() throws Exception {
        open(simulator.url().replace("/stream", "/page"), null, LIMIT);
        says("has no stream there but 'text/html'");
        context.close(camera);
        context = new TestContext(Map.of(), folder);
        open(simulator.url().replace("/stream", "/moved"), null, LIMIT);
        says("has its stream elsewhere: set the URL to /stream");
        context.close(camera);
        context = new TestContext(Map.of(), folder);
        open("http://no.such.host.invalid/", null, LIMIT);
        says("host name that is not known");
    }

    @Test
    void urlsThatCannotBeRightAreRefused() {
        for (String url : new String[] {"rtsp://x/", "x", "http://u:p@h/", "http://a b/"}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new MjpegCamera(url, null, LIMIT, QUICK),
                    url);
        }
        assertEquals("Bearer t", MjpegCamera.authorization("u", "p", "t"));
        assertEquals(null, MjpegCamera.authorization("", "", ""));
    }
}
