/**
 * Raspberry Pi cameras, driven by the programs of rpicam-apps, with the calibration that a
 * microscope needs: exposure from raw pictures, and a flat field in the tuning file of libcamera.
 */
package org.labthings.thing.picamera;
