package org.labthings.schema.sample;

import org.labthings.api.WireValue;

public enum Mixed implements WireValue {
    A("a"),
    B(3),
    C(true);

    private final Object value;

    Mixed(Object value) {
        this.value = value;
    }

    @Override
    public Object wireValue() {
        return value;
    }
}
