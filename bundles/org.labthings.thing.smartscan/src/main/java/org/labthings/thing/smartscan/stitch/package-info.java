/** The program that puts the pictures of a scan together, in a process of its own. */
package org.labthings.thing.smartscan.stitch;
