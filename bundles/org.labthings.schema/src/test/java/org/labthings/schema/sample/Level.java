package org.labthings.schema.sample;

import org.labthings.api.WireValue;

@SuppressWarnings("javadoc")
public enum Level implements WireValue {
    LOW,
    HIGH;

    @Override
    public Object wireValue() {
        return ordinal() + 1;
    }
}
