package org.labthings.thing.conformance;

import org.labthings.api.WireValue;

// An enumeration of integers.
public enum Level implements WireValue {
    LOW(1),
    HIGH(2);

    private final int number;

    Level(int number) {
        this.number = number;
    }

    @Override
    public Object wireValue() {
        return number;
    }
}
