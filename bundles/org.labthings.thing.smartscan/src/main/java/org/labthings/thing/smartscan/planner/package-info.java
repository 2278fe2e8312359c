/** Where a scan goes next. */
package org.labthings.thing.smartscan.planner;
