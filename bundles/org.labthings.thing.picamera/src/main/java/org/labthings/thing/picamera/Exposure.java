package org.labthings.thing.picamera;

import java.util.List;
import java.util.Locale;

/**
 * How a picture is exposed; nothing of it is automatic.
 *
 * @param micros exposure time in microseconds; the sensor takes the nearest that it can
 * @param gain analogue gain, 1 or more
 * @param red gain of red
 * @param blue gain of blue
 */
record Exposure(int micros, double gain, double red, double blue) {
    /** The options of rpicam-apps. */
    List<String> options() {
        return List.of(
                "--shutter",
                String.valueOf(Math.max(1, micros)),
                "--gain",
                number(gain),
                "--awbgains",
                number(red) + "," + number(blue));
    }

    Exposure withMicros(int value) {
        return new Exposure(value, gain, red, blue);
    }

    Exposure withGain(double value) {
        return new Exposure(micros, value, red, blue);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
