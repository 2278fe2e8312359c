/** The scan of a sample that is larger than a picture, and what is made of it. */
package org.labthings.thing.smartscan;
