/**
 * The machine that a microscope's server runs on: {@code OpenFlexureSystem}, and, for
 * configurations of the generation before, {@code SettingsManager} and {@code SystemControlThing}.
 */
package org.labthings.thing.system;
