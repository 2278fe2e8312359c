package org.labthings.schema.sample;

interface DocumentedFace {
    /** Of the interface. */
    void face();
}
