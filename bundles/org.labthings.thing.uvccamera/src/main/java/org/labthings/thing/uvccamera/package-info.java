/** USB cameras, read by FFmpeg in a process of its own. */
package org.labthings.thing.uvccamera;
