/**
 * Background detection: learns what an empty slide looks like, and says how much of a picture is
 * sample.
 */
package org.labthings.thing.background;
