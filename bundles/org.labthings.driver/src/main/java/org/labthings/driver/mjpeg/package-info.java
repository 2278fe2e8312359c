/** Cameras that deliver JPEG frames as a stream of bytes: over HTTP, or from another program. */
package org.labthings.driver.mjpeg;
