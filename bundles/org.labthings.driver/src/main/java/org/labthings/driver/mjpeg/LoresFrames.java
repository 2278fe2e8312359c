package org.labthings.driver.mjpeg;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.labthings.api.MjpegStream;
import org.labthings.api.ServerNotRunningError;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.JpegEncoder;
import org.labthings.hardware.image.RgbImage;
import org.slf4j.Logger;

/**
 * Makes the stream in low resolution while somebody watches it: every n-th pixel of every n-th row,
 * as averaging would hide whether the picture is sharp. At most 400 pixels wide.
 */
final class LoresFrames implements Runnable {
    private static final Duration REST = Duration.ofSeconds(1);
    private static final int WIDEST = 400;
    private static final int QUALITY = 80;

    private final MjpegStream full;
    private final MjpegStream lores;
    private final Logger log;
    private boolean damaged;

    LoresFrames(MjpegStream full, MjpegStream lores, Logger log) {
        this.full = full;
        this.lores = lores;
        this.log = log;
    }

    @Override
    public void run() {
        try (JpegEncoder encoder = new JpegEncoder()) {
            while (!Thread.currentThread().isInterrupted()) {
                if (lores.awaitWatcher(REST)) {
                    next(encoder);
                }
            }
        } catch (InterruptedException | ServerNotRunningError e) {
            // the Thing closes
        }
    }

    private void next(JpegEncoder encoder) throws InterruptedException {
        try {
            MjpegStream.Frame frame = full.awaitFrame(full.newestIndex() + 1, REST);
            lores.addFrame(encoder.encode(small(frame.jpeg()), QUALITY), frame.timestamp());
            damaged = false;
        } catch (TimeoutException e) {
            // the camera rests; who watches is told by its own time-out
        } catch (IOException | RuntimeException e) {
            if (e instanceof ServerNotRunningError stopped) {
                throw stopped;
            }
            if (!damaged) {
                log.warn("A frame cannot be decoded, and is passed over: {}", e.getMessage());
            }
            damaged = true;
        }
    }

    static RgbImage small(byte[] jpeg) throws IOException {
        int step = Math.max(1, (JpegDecoder.size(jpeg).width() + WIDEST - 1) / WIDEST);
        return JpegDecoder.decodeEvery(jpeg, step);
    }
}
