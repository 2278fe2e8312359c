/** The light of a simulated microscope. */
package org.labthings.thing.illumination;
