/** A simulated three-axis stage: moves take their time, and can be watched, cancelled, stopped. */
package org.labthings.thing.simstage;
