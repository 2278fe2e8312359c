/** The simulated stage of the OpenFlexure microscope. */
package org.labthings.thing.dummystage;
