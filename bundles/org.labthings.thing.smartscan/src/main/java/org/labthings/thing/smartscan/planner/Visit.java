package org.labthings.thing.smartscan.planner;

/** What was found where. */
record Visit(Point place, int z, boolean imaged, boolean focused) {}
