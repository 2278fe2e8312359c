package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.labthings.api.Blob;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.MediaType;
import org.labthings.api.Name;
import org.labthings.api.NumericArray;
import org.labthings.api.Tuple;
import org.labthings.schema.sample.Colour;
import org.labthings.schema.sample.Declared;
import org.labthings.schema.sample.Documented;
import org.labthings.schema.sample.Point;

class SchemaTest {
    private static final JsonNode RECORDED = read();

    private static JsonNode read() {
        try {
            return Json.MAPPER.readTree(SchemaTest.class.getResourceAsStream("/schemas.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<String> types() {
        return RECORDED.propertyStream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("types")
    void isAsRecorded(String name) {
        assertSame(RECORDED.get(name).toString(), Compiled.field(Declared.class, name));
    }

    private static void assertSame(String expected, DataType type) {
        assertEquals(normal(Compiled.json(expected)), normal(type.schema()));
    }

    /** With all numbers as floats, so that 5 equals 5.0. */
    private static JsonNode normal(JsonNode tree) {
        return Compiled.json(
                tree.toString().replaceAll("([:,\\[])(-?[0-9]+)(?=[,}\\]])", "$1$2.0"));
    }

    record Node(int value, Optional<Node> next, @Default("[]") List<Node> children) {}

    @Tuple
    record Link(Optional<Link> next) {}

    record Two<A, B>(A first, List<B> second) {}

    record Named(@Name("x") int notThis, int moveRelative, @Default("null") Optional<Integer> o) {}

    record Inlined(
            @Doc("Where it is") @Default("{\"x\":1}") Point at,
            @Default("\"red\"") Colour colour,
            @Default("{}") Optional<Point> maybe,
            @Default("7") Object any) {}

    @SuppressWarnings("unused")
    static class More {
        Map<@Pattern(regexp = "^a") String, Integer> patternKeys;
        Map<@Size(min = 2) String, Object> longKeys;
        Map<Colour, Integer> enumKeys;
        Node node;
        Link link;
        Two<Integer, @Min(1) Integer> two;
        Two<Integer, Two<String, Integer>> twice;
        Named named;
        Inlined inlined;
        Documented.Spot spot;
        URI uri;
        Blob blob;

        @MediaType("image/*")
        Blob images;

        @MediaType(value = "text/plain", description = "A text.")
        Blob text;

        Optional<Blob> maybeBlob;
        int[] numbers;

        @Min(1)
        int[][] limited;

        @Size(max = 2)
        String[] two2;

        String @Size(max = 3) [] @Size(min = 1) [] grid;
        NumericArray array;
        Object object;
    }

    private static DataType more(String name) {
        return Compiled.field(More.class, name);
    }

    @Test
    void keysOfMapsMayBeLimited() {
        assertSame(
                "{'type':'object','patternProperties':{'^a':{'type':'integer'}}}"
                        .replace('\'', '"'),
                more("patternKeys"));
        assertSame(
                "{'type':'object','additionalProperties':true,'propertyNames':{'minLength':2}}"
                        .replace('\'', '"'),
                more("longKeys"));
        assertEquals("red", more("enumKeys").schema().at("/propertyNames/enum/0").asText("none"));
    }

    @Test
    void recursionIsCut() {
        ObjectNode schema = more("node").schema();
        assertEquals("object", schema.at("/properties/next/oneOf/0/type").asText());
        assertEquals(1, schema.at("/properties/next/oneOf/0").size());
        assertEquals("object", schema.at("/properties/children/items/type").asText());
        assertEquals("array", more("link").schema().at("/items/0/oneOf/0/type").asText());
    }

    @Test
    void genericRecordsAreResolved() {
        ObjectNode two = more("two").schema();
        assertEquals("integer", two.at("/properties/first/type").asText());
        assertEquals(1, two.at("/properties/second/items/minimum").asInt());
        ObjectNode twice = more("twice").schema();
        assertEquals("integer", twice.at("/properties/first/type").asText());
        assertEquals("string", twice.at("/properties/second/items/properties/first/type").asText());
    }

    @Test
    void membersHaveWireNamesAndTitles() {
        assertSame(
                """
                {"title":"Named","type":"object","properties":{
                  "x":{"title":"X","type":"integer"},
                  "move_relative":{"title":"Move Relative","type":"integer"},
                  "o":{"title":"O","oneOf":[{"type":"integer"},{"type":"null"}]}},
                 "required":["x","move_relative"]}\
                """,
                more("named"));
    }

    @Test
    void neighboursOfInlinedDefinitions() {
        ObjectNode at = (ObjectNode) more("inlined").schema().at("/properties/at");
        assertEquals("Point", at.get("title").asText());
        assertEquals("Where it is", at.get("description").asText());
        assertFalse(at.has("default"), "recordings have none there");
        JsonNode colour = more("inlined").schema().at("/properties/colour");
        assertEquals("Colour", colour.get("title").asText());
        assertFalse(colour.has("default"));
        JsonNode maybe = more("inlined").schema().at("/properties/maybe");
        assertFalse(maybe.has("title"));
        assertEquals(0.0, maybe.at("/default/x").asDouble(9));
        assertEquals(7, more("inlined").schema().at("/properties/any/default").asInt());
    }

    @Test
    void javadocDescribesMembers() {
        ObjectNode spot = more("spot").schema();
        assertEquals("A record. With components.", spot.get("description").asText());
        assertEquals("the x coordinate", spot.at("/properties/x/description").asText());
        assertEquals("the real y", spot.at("/properties/y/description").asText());
        assertFalse(spot.at("/properties/z").has("description"));
    }

    @Test
    void blobs() {
        ObjectNode any = more("blob").schema();
        assertEquals("*/*", any.at("/properties/media_type/default").asText());
        assertFalse(any.at("/properties/media_type").has("const"));
        assertFalse(more("images").schema().at("/properties/media_type").has("const"));
        ObjectNode text = more("text").schema();
        assertEquals(
                Compiled.json(
                        """
                        {"href":{"title":"Href","type":"string"},
                         "media_type":{"title":"Media Type","const":["text/plain"],
                           "default":"text/plain","type":"string"},
                         "rel":{"title":"Rel","const":"output","default":"output","type":"string"},
                         "description":{"title":"Description","default":"A text.","type":"string"}}\
                        """),
                text.get("properties"));
        assertEquals(Compiled.json("[\"href\",\"media_type\"]"), text.get("required"));
        assertEquals("null", more("maybeBlob").schema().at("/oneOf/1/type").asText());
    }

    @Test
    void arrays() {
        assertSame("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}", more("numbers"));
        assertSame(
                """
                {"type":"array","items":{"type":"array",
                 "items":{"type":"integer","minimum":1}}}\
                """,
                more("limited"));
        assertSame(
                "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"maxItems\":2}",
                more("two2"));
        assertSame(
                """
                {"type":"array","maxItems":3,"items":{"type":"array","minItems":1,
                 "items":{"type":"string"}}}\
                """,
                more("grid"));
    }

    @Test
    void numericArraysHaveSevenLevels() {
        ObjectNode schema = more("array").schema();
        assertEquals(9, schema.get("oneOf").size());
        assertEquals("integer", schema.at("/oneOf/2/items/oneOf/0/type").asText());
        assertEquals(
                Compiled.json("{}"),
                schema.at("/oneOf/8/items/items/items/items/items/items/items"));
        assertFalse(schema.get("description").asText().isEmpty());
    }

    @Test
    void aSchemaIsTheCallersOwn() {
        DataType type = Compiled.of(BigInteger.class);
        type.schema().put("type", "changed");
        assertEquals("integer", type.schema().get("type").asText());
    }
}
