package org.labthings.config.internal.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.document.DocumentReader;
import org.labthings.config.internal.json.Findings;

class ConfigurationReportTest {
    private static Map<String, Object> refused(String text) {
        ConfigurationSource source = ConfigurationSource.text(text);
        Findings findings = new Findings();
        source.read(findings).ifPresent(json -> new DocumentReader(findings).read(json));
        assertFalse(findings.isGood());
        return new ConfigurationReport(source).refused(findings);
    }

    @Test
    void theFaultyLinesAreNamed() {
        Map<String, Object> event =
                refused("{\"things\": {\"a\": \"x\", \"b\": {\"class\": 5, \"password\": \"p\"}}}");
        assertEquals("failed", event.get("event"));
        assertEquals(3, event.get("exit"));
        assertEquals(List.of("a", "b"), event.get("things"));
        assertEquals(
                """
                {
                  "things": {
                    "a": "x",
                    "b": {
                      "class": 5,
                      "password": "(hidden)"
                    }
                  }
                }\
                """,
                event.get("configuration"));
        assertEquals(List.of(5), event.get("faulty"));
    }

    @Test
    void ofWhatIsNoJsonTheTextIsShownAndWhereItBreaksOff() {
        Map<String, Object> event = refused("{\"things\": {\n\"a\": 5,,\n}}\n");
        assertEquals("{\"things\": {\n\"a\": 5,,\n}}\n", event.get("configuration"));
        assertEquals(List.of(2), event.get("faulty"));
        event = refused("{\"things\": {\n");
        assertEquals(List.of(1), event.get("faulty"));
    }

    @Test
    void ofAGoodOneTheLinesOfEachThingAreTold() {
        Map<String, Object> event =
                new ConfigurationReport(
                                ConfigurationSource.text(
                                        "{\"things\": {\"a\": \"x\", \"b\": {\"class\": \"y\"}}}"))
                        .configured();
        assertEquals("configured", event.get("event"));
        assertTrue(event.get("configuration").toString().contains("\"a\": \"x\""));
        assertEquals(Map.of("a", List.of(3), "b", List.of(4, 5, 6)), event.get("lines"));
    }
}
