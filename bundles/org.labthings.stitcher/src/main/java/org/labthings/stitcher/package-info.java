/**
 * A program that puts the pictures of a scan together. It takes the options of {@code
 * openflexure-stitch} and leaves the same files, so that a server can start either.
 */
package org.labthings.stitcher;
