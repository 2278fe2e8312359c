/** Cameras that stream MJPEG over HTTP. */
package org.labthings.thing.mjpegcamera;
