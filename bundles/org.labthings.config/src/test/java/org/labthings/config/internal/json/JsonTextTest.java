package org.labthings.config.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private final Findings findings = new Findings();

    private LocatedJson read(String text) {
        return JsonText.read(text.getBytes(StandardCharsets.UTF_8), "lab.json", findings);
    }

    @Test
    void valuesAreOnTheirLines() {
        LocatedJson json = read("{\n  \"a\": {\n    \"b\": [1,\n 2]}}\n");
        assertEquals("{\"a\":{\"b\":[1,2]}}", json.root().toString());
        assertEquals(" (line 3)", json.place().member("a").member("b").line());
        assertEquals(" (line 4)", json.place().member("a").member("b").element(1).line());
        assertEquals("a.b.1", json.place().member("a").member("b").element(1).toString());
        assertEquals("", json.place().member("nowhere").line());
    }

    @Test
    void oneLineNeedsNoNumber() {
        assertEquals("", read("{\"a\": 1}").place().member("a").line());
    }

    @Test
    void whatPythonReads() {
        LocatedJson json = read("[NaN, Infinity, -Infinity, 1e3, 123456789012345678901, 5]");
        assertTrue(Double.isNaN(json.root().get(0).doubleValue()));
        assertEquals("123456789012345678901", json.root().get(4).toString());
        assertTrue(json.root().get(5).isInt());
        assertTrue(findings.isGood());
    }

    @Test
    void theLastOfTwoMembersCounts() {
        LocatedJson json = read("{\"a\": 1,\n\"a\": 2}");
        assertEquals(2, json.root().get("a").intValue());
        assertEquals(List.of("a: given twice; this one counts (line 2)"), findings.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{\"things\": {\n", "{} x", "{'a': 1}", "{\"a\": 1,}", "nul"})
    void anythingElseIsAFinding(String text) {
        assertNull(read(text));
        assertEquals(Findings.REFUSED, findings.exit());
        assertEquals(1, findings.errors().size());
        assertTrue(
                findings.errors().get(0).startsWith("Invalid JSON in lab.json"),
                findings.errors().get(0));
    }

    @Test
    void theEndOfAnUnfinishedTextIsLocated() {
        read("{\"things\": {\n");
        assertEquals(
                "Invalid JSON in lab.json, line 2 column 1: Unexpected end-of-input: expected"
                        + " close marker for Object (begun in line 1)",
                findings.errors().get(0));
    }

    @Test
    void bytesThatAreNoTextAreAFinding() {
        assertNull(JsonText.read(new byte[] {'"', (byte) 0xff, '"'}, "lab.json", findings));
        assertEquals(1, findings.errors().size());
    }

    @Test
    void nestingIsBounded() {
        assertNull(read("[".repeat(5000) + "]".repeat(5000)));
    }
}
