package org.labthings.config.internal.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.config.internal.component.ExtensionSections.Configured;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;
import org.labthings.config.internal.json.LocatedJson;

/** Sections that bundles declare in their manifest. */
class ExtensionSectionsTest {
    private final Findings findings = new Findings();

    private ExtensionSections.Resolved read(String json) {
        LocatedJson document =
                JsonText.read(json.getBytes(StandardCharsets.UTF_8), "test", findings);
        return FakeRuntime.extensions()
                .resolve((ObjectNode) document.root(), document.place(), findings);
    }

    @Test
    void oneConfigurationOrAnyNumberOfThem() {
        ExtensionSections.Resolved read =
                read(
                        "{\"watch\": {\"Folder\": \"a\", \"max_age\": 5, \"host\": \"x\"},"
                                + " \"folders\": {\"one\": {\"folder\": \"b\"}, \"two\":"
                                + " {\"folder\": \"c\"}}}");
        assertEquals(List.of(), findings.errors());
        assertEquals(
                List.of(
                        new Configured(
                                "watch",
                                "org.example.Watch",
                                "",
                                Map.of("folder", "a", "max.age", 5, "host", "x")),
                        new Configured(
                                "folders",
                                "org.example.Folder",
                                "one",
                                Map.of("folder", "b", "section.entry", "one")),
                        new Configured(
                                "folders",
                                "org.example.Folder",
                                "two",
                                Map.of("folder", "c", "section.entry", "two"))),
                read.configurations());
    }

    @Test
    void whatNobodyDeclaresIsNamedAndWaits() {
        ExtensionSections.Resolved read = read("{\"more\": 1, \"watch\": null}");
        assertEquals(List.of("more: unknown member, ignored"), findings.warnings());
        assertEquals(List.of(), read.configurations());
        assertEquals(Set.of("more"), read.waiting());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"watch\": true} | watch: Input should be an object, not true",
                "{\"watch\": {}} | watch.folder: Field required",
                "{\"watch\": {\"folder\": \"x\", \"max_age\": \"5\"}} | watch.max_age: should be"
                        + " an integer, not \"5\"",
                "{\"watch\": {\"folder\": \"x\", \"max\": 5}} | watch.max: there is no such key;"
                        + " there are folder, max_age, host",
                "{\"folders\": {\"a\": 5}} | folders.a: Input should be an object, not 5",
                "{\"folders\": {\"a\": {\"folder\": 7}}} | folders.a.folder: should be a string,"
                        + " not 7",
                "{\"folders\": {\"a b\": {}}} | folders.a b: \"a b\" should match pattern"
                        + " '^[a-zA-Z0-9\\-_]+$'"
            })
    void whatCannotBeObeyedIsRefused(String json, String error) {
        read(json);
        assertEquals(List.of(error), findings.errors());
    }
}
