package org.labthings.driver.mjpeg;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.MjpegStream;
import org.labthings.api.Property;
import org.labthings.api.ServerNotRunningError;
import org.labthings.api.ThingContext;
import org.labthings.hardware.camera.CameraThing;

/**
 * A camera that somebody else exposes: its frames come through a {@link FrameFeed} and are passed
 * on as they are. Frames in low resolution are made while somebody watches them.
 */
public abstract class FeedCamera extends CameraThing {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Whether the camera sends pictures. */
    public final DataProperty<Boolean> connected =
            DataProperty.of(false).readOnly().withoutGlobalLock();

    /** What the connection does. While it waits: why, and for how long. */
    public final DataProperty<String> connection =
            DataProperty.of("Not opened yet.").readOnly().withoutGlobalLock();

    /**
     * Frames that are passed over before a picture is taken. A camera has some on the way that were
     * exposed before.
     */
    public final DataSetting<Integer> framesUnderWay = DataSetting.of(1).range(0, 30);

    private volatile FrameFeed feed;

    /** Makes the feed, each time the Thing opens, and before it connects. */
    protected abstract FrameFeed feed();

    @Override
    public void open(ThingContext newContext) throws Exception {
        super.open(newContext);
        FrameFeed opened = feed();
        feed = opened;
        opened.open(newContext, connected, connection);
        newContext.startThread(
                newContext.name() + "-lores",
                new LoresFrames(mjpegStream, loresMjpegStream, newContext.logger()));
    }

    @Override
    public void close() throws Exception {
        try {
            FrameFeed open = feed;
            if (open != null) {
                open.close();
            }
        } finally {
            super.close();
        }
    }

    /**
     * Makes sure that there is a camera.
     *
     * @throws org.labthings.driver.link.InstrumentAwayError saying why not
     */
    protected final void require() {
        FrameFeed open = feed;
        if (open == null) {
            throw new ServerNotRunningError("The camera is not open.");
        }
        open.require();
    }

    /** Connects anew, with what the settings say now. */
    protected final void restart() {
        FrameFeed open = feed;
        if (open != null) {
            open.restart();
        }
    }

    /** Whether frames come. */
    @Override
    @Property
    public boolean streamActive() {
        FrameFeed open = feed;
        return open != null && open.isConnected();
    }

    /** There is nothing to calibrate. */
    @Override
    @Property
    public boolean canCalibrate() {
        return false;
    }

    /** By default there is but one way to stream. */
    @Override
    protected void startStreaming(String mode) throws InterruptedException {}

    @Override
    public byte[] grabJpeg() throws InterruptedException, TimeoutException {
        feed.require();
        long asked = System.nanoTime();
        int pass = framesUnderWay.get();
        MjpegStream.Frame frame = mjpegStream.awaitFrame(mjpegStream.newestIndex() + 1, PATIENCE);
        while (frame.timestamp() - asked < 0 || pass > 0) {
            if (frame.timestamp() - asked >= 0) {
                pass--;
            }
            frame = mjpegStream.awaitFrame(frame.index() + 1, PATIENCE);
        }
        return frame.jpeg();
    }
}
