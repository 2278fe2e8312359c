package org.labthings.testing.replay.internal.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.testing.replay.internal.json.JsonText;

class ComparisonTest {
    private static final String ID = "0b1c2d3e-0000-4000-8000-123456789abc";

    private final Variables variables = new Variables("http://h:1", "h:1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 | 5.0",
                "1e400 | 1e400",
                "{\"a\":1,\"b\":[true,null]} | {\"b\":[true,null],\"a\":1}",
                "\"${base}/x\" | \"http://h:1/x\"",
                "\"${unknown}\" | \"${unknown}\"",
                "{\"$match\":\"any\"} | null",
                "{\"$match\":\"integer\"} | 3.0",
                "{\"$match\":\"number\"} | NaN",
                "{\"$match\":\"array\",\"min\":1,\"max\":2} | [1,2]",
                "{\"$match\":\"uuid\"} | \"" + ID + "\"",
                "{\"$match\":\"datetime\"} | \"2024-01-02T03:04:05.000678+00:00\"",
                "{\"$match\":\"datetime\"} | \"2024-01-02T03:04:05Z\"",
                "{\"$match\":\"url\",\"path\":\"/a/{uuid}\"} | \"http://h:1/a/" + ID + "\"",
                "{\"$match\":\"url\",\"base\":\"https://x\",\"path\":\"/a?b=c\"} |"
                        + " \"https://x/a?b=c\"",
                "{\"$match\":\"one_of\",\"values\":[1,\"a\"]} | \"a\"",
                "{\"$match\":\"contains\",\"text\":[\"b\",\"a\"]} | \"abc\"",
                "{\"$match\":\"tokens\",\"contains\":[\"POST\",\"GET\"]} | \"GET, HEAD,POST\"",
                "{\"$or_null\":1} | null",
                "{\"$or_null\":1} | 1",
                "{\"$contains\":{\"a\":1}} | {\"a\":1,\"b\":2}",
                "{\"$contains\":[2]} | [1,2]",
                "{\"$unordered\":[1,{\"$match\":\"string\"}]} | [\"x\",1]",
                "{\"a\":1,\"b\":{\"$optional\":2}} | {\"a\":1}",
                "{\"a\":{\"$prefer\":1}} | {}"
            })
    void matches(String expected, String actual) {
        assertEquals(List.of(), compare(expected, JsonText.parse(actual)).problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | true",
                "1 | \"1\"",
                "null | 0",
                "{\"a\":1} | {\"a\":1,\"b\":2}",
                "{\"a\":1,\"b\":2} | {\"a\":1}",
                "[1,2] | [2,1]",
                "[1] | [1,1]",
                "12345678901234567890 | 12345678901234567891",
                "{\"$match\":\"integer\"} | 3.5",
                "{\"$match\":\"integer\"} | true",
                "{\"$match\":\"array\",\"min\":1} | []",
                "{\"$match\":\"uuid\"} | \"x\"",
                "{\"$match\":\"datetime\"} | \"2024-01-02\"",
                "{\"$match\":\"datetime\"} | \"2024-13-02T00:00:00\"",
                "{\"$match\":\"url\",\"path\":\"/a\"} | \"http://other:1/a\"",
                "{\"$match\":\"one_of\",\"values\":[1]} | 2",
                "{\"$match\":\"contains\",\"text\":[\"a\",\"z\"]} | \"abc\"",
                "{\"$match\":\"tokens\",\"contains\":[\"GET\"]} | \"GETS\"",
                "{\"$or_null\":1} | 2",
                "{\"$contains\":{\"a\":1}} | []",
                "{\"$contains\":[3]} | [1,2]",
                "{\"$unordered\":[1,1]} | [1,2]",
                "{\"$unordered\":[1]} | [1,1]",
                "{\"$unordered\":[1]} | 1",
                "{\"b\":{\"$optional\":2}} | {\"b\":3}"
            })
    void differs(String expected, String actual) {
        assertEquals(false, compare(expected, JsonText.parse(actual)).matched());
    }

    @Test
    void saysWhereAndHow() {
        Findings found =
                compare("{\"a\":[1,{\"b\":2}]}", JsonText.parse("{\"a\":[1,{\"b\":3}],\"c\":0}"));
        assertEquals(
                List.of("body/a/1/b: expected 2, got 3", "body/c: unexpected member, 0"),
                found.problems());
    }

    @Test
    void whatIsPreferredIsANote() {
        Findings found = compare("{\"$prefer\":\"x\"}", JsonText.parse("\"y\""));
        assertTrue(found.matched());
        assertEquals(List.of("body: expected \"x\", got \"y\""), found.notes());
    }

    @Test
    void absenceIsNoValue() {
        assertEquals(
                List.of("body: expected {\"$match\":\"any\"}, got (absent)"),
                compare("{\"$match\":\"any\"}", MissingNode.getInstance()).problems());
    }

    @Test
    void bytesByLengthAndEnds() {
        JsonNode bytes = BinaryNode.valueOf(new byte[] {1, 2, (byte) 0xff});
        String like = "{\"$match\":\"bytes\",\"length\":3,\"prefix\":\"01\",\"suffix\":\"02ff\"}";
        assertTrue(compare(like, bytes).matched());
        assertEquals(false, compare(like.replace("02ff", "03ff"), bytes).matched());
    }

    @Test
    void anUnknownMatcherIsAnErrorOfTheRecording() {
        assertThrows(
                IllegalArgumentException.class,
                () -> compare("{\"$match\":\"colour\"}", JsonText.parse("1")));
    }

    @Test
    void capturedValuesCanBeUsedInTheSameBody() {
        JsonNode expected =
                JsonText.parse(
                        "{\"href\":{\"$match\":\"url\",\"path\":\"/i/{uuid}\",\"$capture\":\"inv\"},"
                            + "\"n\":{\"$optional\":{\"$match\":\"integer\",\"$capture\":\"n\"}},\"id\":\"${inv}\"}");
        JsonNode actual =
                JsonText.parse(
                        "{\"href\":\"http://h:1/i/" + ID + "\",\"n\":7,\"id\":\"" + ID + "\"}");
        new Capture(variables).from(expected, actual);
        Findings found = new Findings();
        new Comparison(variables).compare(expected, actual, "body", found);
        assertEquals(List.of(), found.problems());
        assertEquals("/i/" + ID + "?n=7", variables.fill("/i/${inv}?n=${n}"));
    }

    private Findings compare(String expected, JsonNode actual) {
        Findings found = new Findings();
        new Comparison(variables).compare(JsonText.parse(expected), actual, "body", found);
        return found;
    }
}
