/**
 * The Things that the wire recordings were made with, in Java, written with the public API only.
 * Class names are those of the originals: settings files are named after them. Texts that clients
 * see stand in {@code @Doc}, word for word.
 *
 * <p>Members without {@code @Doc} are undocumented in the original too, so what is said about them
 * here is a line comment.
 */
package org.labthings.thing.conformance;
