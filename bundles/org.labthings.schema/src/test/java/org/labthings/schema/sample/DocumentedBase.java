package org.labthings.schema.sample;

/** A base class. */
class DocumentedBase {
    /** A base field. */
    public final int base = 1;

    /**
     * Inherited text. More.
     *
     * @param times how often
     */
    public void inherited(int times) {}

    /** Explicitly inherited. */
    public void explicit() {}
}
