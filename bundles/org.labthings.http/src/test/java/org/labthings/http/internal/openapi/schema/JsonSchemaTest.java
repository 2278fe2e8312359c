package org.labthings.http.internal.openapi.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.labthings.http.internal.openapi.sample.Sample;
import org.labthings.http.internal.openapi.sample.Schemas;
import org.labthings.http.internal.openapi.sample.Types;
import org.labthings.schema.Json;

/** WoT Data Schemas become JSON Schema 2020-12. */
class JsonSchemaTest {
    private final ObjectNode document = Json.MAPPER.createObjectNode();
    private final ObjectNode shared = document.putObject("components").putObject("schemas");
    private final JsonSchema converter = new JsonSchema(new SharedSchemas(shared));

    static Stream<String> fields() {
        return Stream.of(Types.class.getDeclaredFields()).map(Field::getName);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void everyTypeIsAProperSchema(String field) {
        ObjectNode schema = converter.of(Sample.type(field).schema(), "stage");
        assertEquals(List.of(), Schemas.faults(schema));
        shared.forEach(s -> assertEquals(List.of(), Schemas.faults(s)));
    }

    /** What the wire takes fits the schema, and what it refuses does not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "integer | 3 | 3.5",
                "numberOfAKind | 3 | \"a\"",
                "optional | null | \"a\"",
                "optionalPoint | null | {\"y\": 101}",
                "pointOrText | {\"x\": 1} | [1]",
                "pair | [1, \"a\"] | [\"a\", 1]",
                "pair | [1, \"a\"] | [1, \"a\", 2]",
                "openTuple | [1, 2, 3] | [1, \"a\"]",
                "colour | \"red\" | \"blue\"",
                "literal | 3 | 4",
                "one | \"only\" | \"other\"",
                "set | [1, 2] | [1, 1]",
                "byPattern | {\"ab\": {\"x\": 1}} | {\"ab\": {\"y\": -101}}",
                "byColour | {\"red\": 1} | {\"blue\": 1}",
                "limited | 4 | 5",
                "limitedList | [0] | []",
                "image | {\"href\": \"/blob/1\", \"media_type\": \"image/jpeg\"}"
                        + " | {\"href\": \"/blob/1\", \"media_type\": \"image/png\"}",
                "images | [{\"href\": \"/blob/1\", \"media_type\": \"image/png\"}] | [{}]",
                "region | {\"name\": \"a\", \"end\": null, \"marks\": {\"b\": {\"x\": 2}}}"
                        + " | {\"name\": \"a\", \"corner\": {\"y\": 200}}",
                "tree | {\"name\": \"a\", \"branches\": [{\"name\": \"b\"}]} | {\"branches\": []}",
                "array | [[1, 2.5], [3, 4]] | [true]",
                "decimal | \"1.5\" | \"one\"",
            })
    void valuesFitAsOnTheWire(String field, String good, String bad) {
        ObjectNode schema = converter.of(Sample.type(field).schema(), "stage");
        assertEquals(List.of(), Schemas.faults(document, schema, good), schema.toString());
        assertFalse(Schemas.faults(document, schema, bad).isEmpty(), schema.toString());
    }

    @Test
    void classesAreDescribedOnce() throws Exception {
        JsonNode first = converter.of(Sample.type("region").schema(), "stage");
        JsonNode second = converter.of(Sample.type("region").schema(), "other");
        assertEquals(first, second);
        assertEquals("#/components/schemas/Region", first.get("$ref").asText());
        assertEquals(List.of("Point", "Region"), names());
        JsonNode corner = shared.at("/Region/properties/corner");
        assertEquals("#/components/schemas/Point", corner.get("$ref").asText());
        assertEquals("Where it begins.", corner.get("description").asText());
        assertEquals("A point in the plane.", shared.at("/Point/description").asText());
    }

    @Test
    void namesakesAreToldApart() {
        converter.of(Sample.type("point").schema(), "stage");
        ObjectNode other = Sample.type("point").schema();
        ((ObjectNode) other.get("properties")).remove("y");
        JsonNode reference = converter.of(other.deepCopy(), "heater");
        assertEquals("#/components/schemas/Point_heater", reference.get("$ref").asText());
        assertEquals(reference, converter.of(other, "third"));
        ObjectNode third = Sample.type("point").schema();
        ((ObjectNode) third.get("properties")).remove("x");
        JsonNode again = converter.of(third, "heater");
        assertEquals("#/components/schemas/Point_heater_2", again.get("$ref").asText());
    }

    @Test
    void unknownKeywordsBecomeExtensions() throws Exception {
        ObjectNode in =
                parse("{\"type\": \"number\", \"unit\": \"mm\", \"@type\": \"a:B\", \"x-y\": 1}");
        ObjectNode out =
                parse("{\"type\":\"number\",\"x-unit\":\"mm\",\"x-@type\":\"a:B\",\"x-y\":1}");
        assertEquals(out, converter.of(in, "stage"));
    }

    @Test
    void numbersThatJsonHasNotAreNull() {
        ObjectNode in = Json.MAPPER.createObjectNode().put("type", "number");
        in.put("default", Double.NaN);
        assertTrue(converter.of(in, "stage").get("default").isNull());
    }

    @Test
    void descriptionsStayVisible() throws Exception {
        ObjectNode in = parse("{\"description\": \"A List<Point> if a < b, `Map<A>`.\"}");
        String text = converter.of(in, "stage").get("description").asText();
        assertEquals("A List\\<Point> if a < b, `Map<A>`.", text);
    }

    private List<String> names() {
        return shared.properties().stream().map(e -> e.getKey()).sorted().toList();
    }

    private static ObjectNode parse(String json) throws Exception {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }
}
