package org.labthings.openflexure.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DevModeTest {
    @Test
    void onlyTrueTurnsItOn() {
        assertTrue(DevMode.isOn("true"));
        assertTrue(DevMode.isOn("True"));
        for (String value : new String[] {null, "", "1", "yes", "false", " true"}) {
            assertFalse(DevMode.isOn(value), value);
        }
    }
}
