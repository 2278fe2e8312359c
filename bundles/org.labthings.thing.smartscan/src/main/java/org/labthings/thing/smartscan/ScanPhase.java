package org.labthings.thing.smartscan;

import org.labthings.api.WireValue;

/** What a scan does; on the wire a word with a capital letter. */
public enum ScanPhase implements WireValue {
    /** It is prepared. */
    SETUP("Setup"),
    /** It moves and takes pictures. */
    SCANNING("Scanning"),
    /** Its pictures are put together. */
    STITCHING("Stitching"),
    /** It has ended. */
    COMPLETE("Complete");

    private final String wire;

    ScanPhase(String wire) {
        this.wire = wire;
    }

    @Override
    public Object wireValue() {
        return wire;
    }
}
