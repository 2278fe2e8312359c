package org.labthings.config.internal.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;

class DocumentReaderTest {
    private final Findings findings = new Findings();

    private ServerDocument read(String text) {
        return new DocumentReader(findings)
                .read(JsonText.read(text.getBytes(StandardCharsets.UTF_8), "lab.json", findings));
    }

    @Test
    void everythingAtOnce() {
        ServerDocument document =
                read(
                        """
                        {"things": {
                           "heater": {"class": "bench:Heater", "kwargs": {"port": "/dev/x"}},
                           "log-1": "bench.Log",
                           "scan": {"cls": "bench.Scan", "args": [3],
                                    "thing_slots": {"a": "heater", "b": ["log-1"], "c": null}}},
                         "settings_folder": "/var/lib", "api_prefix": "/api/v3",
                         "enable_global_lock": true, "global_lock_log_level": "WARNING",
                         "application_config": {"site": "B12"}}
                        """);
        assertTrue(findings.isGood(), findings.text());
        assertEquals(
                List.of("heater", "log-1", "scan"),
                document.things().stream().map(ThingEntry::name).toList());
        ThingEntry scan = document.things().get(2);
        assertEquals("bench.Scan", scan.className());
        assertEquals("[3]", scan.args().toString());
        assertEquals("{\"a\":\"heater\",\"b\":[\"log-1\"],\"c\":null}", scan.slots().toString());
        assertEquals("/var/lib", document.settingsFolder());
        assertEquals("/api/v3", document.apiPrefix());
        assertTrue(document.enableGlobalLock());
        assertEquals("WARNING", document.globalLockLogLevel());
        assertEquals("{\"site\":\"B12\"}", document.applicationConfig().toString());
    }

    @Test
    void defaults() {
        ServerDocument document = read("{\"things\": {}}");
        assertTrue(findings.isGood());
        assertEquals(List.of(), document.things());
        assertNull(document.settingsFolder());
        assertEquals("", document.apiPrefix());
        assertFalse(document.enableGlobalLock());
        assertEquals("INFO", document.globalLockLogLevel());
        assertNull(document.applicationConfig());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "lock",
                "settings",
                "fallback_needs_slot",
                "fallback_start_fails",
                "fallback_unknown_class"
            })
    void existingFilesLoadUnchanged(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/configs/" + name + ".json")) {
            read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals("", findings.text());
        assertEquals(List.of(), findings.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | (the whole): Input should be an object, not []",
                "{} | things: Field required: an object, perhaps empty",
                "{\"things\": []} | things: Input should be an object, not []",
                "{\"things\": {\"a b\": \"x\"}} | things.a b: The name \"a b\" of a Thing should"
                        + " match pattern '^([a-zA-Z0-9\\-_]+)$'",
                "{\"things\": {\"\": \"x\"}} | things.: The name \"\" of a Thing should match"
                        + " pattern '^([a-zA-Z0-9\\-_]+)$'",
                "{\"things\": {\"things\": \"x\"}} | things.things: things is not allowed as the"
                        + " name for a Thing.",
                "{\"things\": {\"a\": 5}} | things.a: Input should be the class of the Thing, or an"
                        + " object with its class, not 5",
                "{\"things\": {\"a\": \" \"}} | things.a: Input should be the name of a class, not"
                        + " an empty string",
                "{\"things\": {\"a\": {}}} | things.a.cls: Field required: the class, as \"class\""
                        + " or \"cls\"",
                "{\"things\": {\"a\": {\"class\": 1}}} | things.a.class: Input should be a string,"
                        + " not 1",
                "{\"things\": {\"a\": {\"class\": \"x\", \"kwargs\": []}}} | things.a.kwargs: Input"
                        + " should be an object, not []",
                "{\"things\": {\"a\": {\"class\": \"x\", \"args\": {}}}} | things.a.args: Input"
                        + " should be an array, not {}",
                "{\"things\": {\"a\": {\"class\": \"x\", \"thing_slots\": {\"s\": [1]}}}} |"
                        + " things.a.thing_slots.s: Input should be the name of a Thing, a list of"
                        + " names, or null, not [1]",
                "{\"things\": {}, \"settings_folder\": 5} | settings_folder: Input should be a"
                        + " string or null, not 5",
                "{\"things\": {}, \"api_prefix\": \"/api/\"} | api_prefix: should be empty, or like"
                        + " /a or /a/b, without a slash at its end, not \"/api/\"",
                "{\"things\": {}, \"api_prefix\": null} | api_prefix: Input should be a string, not"
                        + " null",
                "{\"things\": {}, \"enable_global_lock\": 2} | enable_global_lock: Input should be"
                        + " true or false, not 2",
                "{\"things\": {}, \"global_lock_log_level\": \"info\"} | global_lock_log_level:"
                        + " Input should be DEBUG, INFO, WARNING or ERROR, not \"info\"",
                "{\"things\": {}, \"application_config\": []} | application_config: Input should be"
                        + " an object, not []",
            })
    void eachMistakeIsNamedWithItsPath(String text, String finding) {
        read(text);
        assertEquals(List.of(finding), findings.errors());
        assertEquals(Findings.REFUSED, findings.exit());
    }

    @Test
    void allMistakesAreReportedTogether() {
        read(
                """
                {"things": {"a b": "x",
                            "c": {}},
                 "api_prefix": "x/",
                 "settings_folder": 5}
                """);
        assertEquals(4, findings.errors().size(), findings.text());
        assertTrue(findings.text().contains("settings_folder: Input"), findings.text());
        assertTrue(findings.text().endsWith("(line 3)"), findings.text());
    }

    @Test
    void oddThingsAreOnlyWarnings() {
        ServerDocument document =
                read(
                        "{\"things\": {\"blob\": {\"cls\": \"x\", \"class\": \"y\", \"extra\": 1}},"
                                + " \"more\": 1, \"api_prefix\": \"/gerät\"}");
        assertTrue(findings.isGood(), findings.text());
        assertEquals("x", document.things().get(0).className());
        assertEquals("{\"more\":1}", document.others().toString());
        assertEquals(
                List.of(
                        "things.blob: the server's own paths hide a part of a Thing of this name",
                        "things.blob.extra: unknown member, ignored",
                        "things.blob.class: ignored, because there is \"cls\" too"),
                findings.warnings());
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "1.0,true", "\"YES\",true", "\"off\",false", "0,false"})
    void booleansAreLenient(String value, boolean expected) {
        assertEquals(
                expected,
                read("{\"things\": {}, \"enable_global_lock\": " + value + "}").enableGlobalLock());
        assertTrue(findings.isGood(), findings.text());
    }

    @Test
    void onlyWhatIsHiddenIsWarnedOf() {
        read("{\"things\": {\"system\": \"a.A\", \"log\": \"a.A\"}, \"api_prefix\": \"/api/v3\"}");
        assertTrue(findings.isGood());
        assertEquals(1, findings.warnings().size(), findings.warnings().toString());
        assertTrue(findings.warnings().get(0).contains("things.log"));
        read("{\"things\": {\"system\": \"a.A\"}}");
        assertEquals(2, findings.warnings().size(), findings.warnings().toString());
    }
}
