/** Scans, background detection, gallery: in the packaged run-time set, over HTTP. */
package org.labthings.run.microscope;
