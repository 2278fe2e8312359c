package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.UnservableThingError;

class JsonTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Issue fault(byte[] body) {
        ValidationException e = assertThrows(ValidationException.class, () -> Json.parse(body));
        assertEquals(1, e.issues().size());
        Issue issue = e.issues().get(0);
        assertEquals("json_invalid", issue.type());
        assertEquals("JSON decode error", issue.msg());
        assertEquals("body", issue.loc().get(0));
        assertEquals("{}", issue.input().toString());
        return issue;
    }

    private static void assertFault(int offset, String error, String text) {
        Issue issue = fault(utf8(text));
        assertEquals(error, issue.ctx().get("error").asText(), text);
        assertEquals(offset, issue.loc().get(1), text);
    }

    /** Offsets and texts of the reference's parser. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " |1|Expecting value",
                "{|1|Expecting property name enclosed in double quotes",
                "[|1|Expecting value",
                "[1|2|Expecting ',' delimiter",
                "[1,|3|Expecting value",
                "[1,]|2|Illegal trailing comma before end of array",
                "{\"a\"|4|Expecting ':' delimiter",
                "{\"a\":|5|Expecting value",
                "{\"a\":}|5|Expecting value",
                "{\"a\":1|6|Expecting ',' delimiter",
                "{\"a\":1,|7|Expecting property name enclosed in double quotes",
                "{\"a\":1 , }|7|Illegal trailing comma before end of object",
                "{a:1}|1|Expecting property name enclosed in double quotes",
                "{\"a\" 1}|5|Expecting ':' delimiter",
                "x|0|Expecting value",
                "nul|0|Expecting value",
                "-|0|Expecting value",
                "01|1|Extra data",
                "1.|1|Extra data",
                "1e|1|Extra data",
                ".5|0|Expecting value",
                "+1|0|Expecting value",
                "\"abc|0|Unterminated string starting at",
                "\"\\x\"|1|Invalid \\escape",
                "\"\\u12\"|2|Invalid \\uXXXX escape",
                "\"\\u12g4\"|2|Invalid \\uXXXX escape",
                "\"\\|0|Unterminated string starting at",
                "1 2|2|Extra data",
                "{\"a\":1}x|7|Extra data",
                "[1 2]|3|Expecting ',' delimiter",
                "{\"a\":[}|6|Expecting value",
                "{,}|1|Expecting property name enclosed in double quotes",
                "{'a':1}|1|Expecting property name enclosed in double quotes",
                "NaN1|3|Extra data",
                "Infinit|0|Expecting value",
                "[NaN, x]|6|Expecting value",
                "\"é\\q\"|2|Invalid \\escape",
                "\"😀\" x|4|Extra data",
                "[1,,2]|3|Expecting value",
                "]|0|Expecting value",
                "[-]|1|Expecting value",
                "0x10|1|Extra data",
                "{1:2}|1|Expecting property name enclosed in double quotes",
                "[\"a|1|Unterminated string starting at",
                "[[]|3|Expecting ',' delimiter",
                "/*c*/1|0|Expecting value",
                "\"\\ud83d\\u\"|8|Invalid \\uXXXX escape"
            })
    void faultsAreFoundWhereTheReferenceFindsThem(String text, int offset, String error) {
        assertFault(offset, error, text);
    }

    @Test
    void controlCharactersNeedEscapes() {
        assertFault(2, "Invalid control character at", "\"a\nb\"");
        assertFault(0, "Expecting value", "\u0000");
    }

    @Test
    void whatPythonTakesIsTaken() {
        assertNull(Json.parse(new byte[0]));
        assertTrue(Json.parse(utf8("null")).isNull());
        assertEquals(9, Json.parse(utf8(" \n9 ")).intValue());
        assertTrue(Double.isNaN(Json.parse(utf8("NaN")).doubleValue()));
        assertEquals(Double.NEGATIVE_INFINITY, Json.parse(utf8("-Infinity")).doubleValue());
        assertEquals(Double.POSITIVE_INFINITY, Json.parse(utf8("1e400")).doubleValue());
        assertEquals("{\"a\":2}", Json.parse(utf8("{\"a\":1,\"a\":2}")).toString());
        assertEquals("\"é\"", Json.parse(utf8("\"é\"")).toString());
        assertEquals(1, Json.parse(utf8("\uFEFF1")).intValue());
        assertEquals("9".repeat(4300), Json.parse(utf8("9".repeat(4300))).asText());
    }

    @Test
    void hostileBodiesAreRefused() {
        fault(utf8("9".repeat(4301)));
        fault(utf8("1." + "0".repeat(100_000)));
        fault(utf8("[".repeat(100_000)));
        fault(utf8("[".repeat(201) + "]".repeat(201)));
        fault(utf8("{\"a\":".repeat(100_000)));
        fault(utf8("\"" + "\\u0041".repeat(100_000)));
        assertEquals(200, depth(Json.parse(utf8("[".repeat(200) + "]".repeat(200)))));
    }

    private static int depth(JsonNode tree) {
        return tree.isArray() ? 1 + (tree.isEmpty() ? 0 : depth(tree.get(0))) : 0;
    }

    @Test
    void textThatIsNotUtf8IsRefusedAtTheOffset() {
        for (String hex : List.of("22ff22", "22c080", "22eda080", "22e28222")) {
            Issue issue = fault(java.util.HexFormat.of().parseHex(hex));
            assertEquals("Not UTF-8", issue.ctx().get("error").asText());
            assertEquals(1, issue.loc().get(1));
        }
        assertThrows(ValidationException.class, () -> Json.text(new byte[] {-1}));
        assertEquals("a=5", Json.text(utf8("a=5")).textValue());
        assertNull(Json.text(new byte[0]));
    }

    @Test
    void halvesOfCharactersAreRefused() {
        for (String half :
                List.of(
                        "\"\\ud800\"",
                        "\"\\uDC00\"",
                        "\"\\ud83d\\ud83d\\ude00\"",
                        "\"\\ud83dx\\ude00\"",
                        "\"\\ud83d\\n\\ude00\"",
                        "{\"\\ud800\":1}")) {
            assertTrue(fault(utf8(half)).ctx().toString().contains("surrogate"), half);
        }
        assertEquals("\ud83d\ude00", Json.parse(utf8("\"\\ud83d\\uDE00\"")).textValue());
        assertEquals("\\ud800", Json.parse(utf8("\"\\\\ud800\"")).textValue());
        assertEquals("\u00e9\\", Json.parse(utf8("\"\\u00e9\\\\\"")).textValue());
    }

    @Test
    void treesAreWrittenWithoutNaN() {
        JsonNode tree =
                Json.parse("{\"a\":[NaN,1.0,Infinity],\"b\":{\"c\":-Infinity,\"d\":\"😀\"}}");
        assertEquals(
                "{\"a\":[null,1.0,null],\"b\":{\"c\":null,\"d\":\"😀\"}}",
                new String(Json.bytes(tree), StandardCharsets.UTF_8));
    }

    @Test
    void issuesAreWrittenInOrder() throws IOException {
        ObjectNode ctx = JsonNodeFactory.instance.objectNode().put("le", 1.0);
        Issue issue =
                new Issue(
                        "t",
                        List.of("body", 0, "x"),
                        "m",
                        JsonNodeFactory.instance.numberNode(Double.NaN),
                        ctx);
        assertEquals(
                "{\"type\":\"t\",\"loc\":[\"body\",0,\"x\"],\"msg\":\"m\",\"input\":null,"
                        + "\"ctx\":{\"le\":1.0}}",
                new String(Json.bytes(issue::write), StandardCharsets.UTF_8));
        assertEquals(
                "{\"type\":\"t\",\"loc\":[],\"msg\":\"m\",\"input\":[1]}",
                new String(
                        Json.bytes(new Issue("t", List.of(), "m", Json.parse("[1]"), null)::write),
                        StandardCharsets.UTF_8));
    }

    @Test
    void treesOfBodies() throws IOException {
        assertEquals("[1]", Json.tree(out -> out.writeArray(new int[] {1}, 0, 1)).toString());
        assertTrue(Json.tree(out -> {}).isNull());
    }

    @Test
    void declaredTextsNameTheirMember() {
        assertEquals(1, Json.declared("1", "Thing.x").intValue());
        UnservableThingError e =
                assertThrows(UnservableThingError.class, () -> Json.declared("red", "Thing.x"));
        assertTrue(
                e.getMessage().startsWith("Thing.x: the text 'red' is not JSON"), e.getMessage());
        DataType type = Compiled.of(int.class);
        assertEquals(5, TypeCompiler.defaultValue(type, "5", "Thing.x"));
        e =
                assertThrows(
                        UnservableThingError.class,
                        () -> TypeCompiler.defaultValue(type, "\"x\"", "Thing.x"));
        assertTrue(e.getMessage().startsWith("Thing.x: the default \"x\" does not fit"));
    }
}
