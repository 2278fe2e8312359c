/** An instrument that leaves its results in a folder, as a Thing. */
package org.labthings.thing.folderwatch;
