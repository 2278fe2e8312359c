package org.labthings.thing.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.api.Thing;

/** What the recordings' configurations name must be there, as bnd wrote it into the bundle. */
class ComponentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PropertyThing",
                "LaxThing",
                "SettingThing",
                "ActionThing",
                "BlobThing",
                "SlotOne",
                "SlotThing",
                "EndpointThing",
                "CameraThing",
                "LockThing",
                "WatchThing",
                "CounterThing",
                "ExampleThing",
                "BrokenThing",
                "StartFail",
                "InitFail",
                "NeedsSlot",
                "RoFuncSettingThing"
            })
    void answersToItsPythonName(String name) throws IOException {
        String xml = component(name);
        assertTrue(xml.contains("value=\"things:" + name + "\""), xml);
        assertTrue(xml.contains("interface=\"org.labthings.api.Thing\""), xml);
        assertTrue(xml.contains("configuration-policy=\"require\""), xml);
    }

    @Test
    void oneComponentIsNoThing() throws IOException {
        String xml = component("NotAThing");
        assertTrue(xml.contains("value=\"things:NotAThing\""), xml);
        assertFalse(xml.contains("org.labthings.api.Thing\""), xml);
        assertFalse(Thing.class.isAssignableFrom(NotAThing.class));
    }

    @Test
    void keywordArgumentsAreConfigurationAttributes() throws IOException {
        assertTrue(component("PropertyThing").contains("name=\"start\" type=\"Integer\""));
        assertTrue(component("CameraThing").contains("name=\"fps\" type=\"Double\""));
        assertTrue(component("SlotOne").contains("name=\"greeting\" type=\"String\""));
    }

    @Test
    void problemTitlesAndTextsAreThoseOfPython() {
        assertEquals("KeyError", new KeyError("k").getClass().getSimpleName());
        assertEquals("'k'", new KeyError("k").getMessage());
        assertEquals("RuntimeError", new RuntimeError("x").getClass().getSimpleName());
        assertEquals("ValueError", new ValueError("x").getClass().getSimpleName());
    }

    private static String component(String name) throws IOException {
        String file = "/OSGI-INF/org.labthings.thing.conformance." + name + ".xml";
        try (InputStream in = ComponentsTest.class.getResourceAsStream(file)) {
            assertNotNull(in, file);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
