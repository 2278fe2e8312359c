package org.labthings.thing.picamera;

import org.labthings.hardware.image.Resolution;

/** What is to be known of a camera's sensor. The levels are those of the sensor's own numbers. */
enum Sensor {
    /** Sony IMX219: Camera Module 2. */
    IMX219("imx219", "picamera_v2", 3280, 2464, 10, 400, 820, 616),
    /** Sony IMX477: HQ Camera. */
    IMX477("imx477", "picamera_hq", 4056, 3040, 12, 1600, 1014, 760);

    final String model;
    final String board;
    final Resolution full;
    final int bits;

    /** What the brightest pixels shall be after auto-exposure: about 40 %, 200 after gamma. */
    final int whiteLevel;

    final Resolution live;

    Sensor(
            String model,
            String board,
            int width,
            int height,
            int bits,
            int whiteLevel,
            int liveWidth,
            int liveHeight) {
        this.model = model;
        this.board = board;
        this.full = new Resolution(width, height);
        this.bits = bits;
        this.whiteLevel = whiteLevel;
        this.live = new Resolution(liveWidth, liveHeight);
    }

    /** The resolution in which pictures are usually saved: half of the sensor's. */
    Resolution half() {
        return new Resolution(full.width() / 2, full.height() / 2);
    }

    /** The largest number that the sensor gives. */
    int largest() {
        return (1 << bits) - 1;
    }

    /** The sensor's mode with all pixels, as rpicam-apps write it. */
    String mode() {
        return full.width() + ":" + full.height() + ":" + bits;
    }
}
