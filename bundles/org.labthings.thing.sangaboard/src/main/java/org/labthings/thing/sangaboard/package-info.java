/** The Sangaboard: a motor board at a serial port. */
package org.labthings.thing.sangaboard;
