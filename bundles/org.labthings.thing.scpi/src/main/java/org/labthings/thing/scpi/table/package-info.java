/**
 * The table of commands by which a configuration describes an instrument: read, checked, and turned
 * into affordances.
 */
package org.labthings.thing.scpi.table;
