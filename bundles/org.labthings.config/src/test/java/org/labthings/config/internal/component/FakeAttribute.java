package org.labthings.config.internal.component;

import org.osgi.service.metatype.AttributeDefinition;

/** An attribute as a component would describe it. */
record FakeAttribute(
        String id, int type, int cardinality, String[] defaults, String[] options, boolean required)
        implements AttributeDefinition {
    static FakeAttribute of(String id, int type) {
        return new FakeAttribute(id, type, 0, new String[] {"0"}, null, true);
    }

    FakeAttribute list() {
        return new FakeAttribute(id, type, 3, defaults, options, required);
    }

    FakeAttribute withoutDefault() {
        return new FakeAttribute(id, type, cardinality, null, options, required);
    }

    FakeAttribute oneOf(String... values) {
        return new FakeAttribute(id, type, cardinality, defaults, values, required);
    }

    @Override
    public String getName() {
        return id;
    }

    @Override
    public String getID() {
        return id;
    }

    @Override
    public String getDescription() {
        return "";
    }

    @Override
    public int getCardinality() {
        return cardinality;
    }

    @Override
    public int getType() {
        return type;
    }

    @Override
    public String[] getOptionValues() {
        return options;
    }

    @Override
    public String[] getOptionLabels() {
        return options;
    }

    /** Numbers may be up to 100, as if the attribute had a maximum. */
    @Override
    public String validate(String value) {
        if (value == null) {
            return required ? "missing" : "";
        }
        return type == INTEGER && Integer.parseInt(value) > 100 ? "greater than maximum" : "";
    }

    @Override
    public String[] getDefaultValue() {
        return defaults;
    }
}
