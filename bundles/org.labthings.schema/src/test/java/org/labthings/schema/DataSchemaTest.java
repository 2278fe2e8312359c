package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.Blob;
import org.labthings.api.UnservableThingError;

/** Types of Data Schemas that are given as such. */
class DataSchemaTest {
    private static final BlobLinks LINKS =
            new BlobLinks() {
                @Override
                public String href(Blob blob) {
                    return "http://here/blob/" + blob.id();
                }

                @Override
                public Optional<Blob> find(UUID id) {
                    return Optional.empty();
                }
            };

    private static DataType type(String schema) {
        return TypeCompiler.dataSchema(schema, false, "It");
    }

    private static Object decode(DataType type, String json) throws IOException {
        Decoding run = new Decoding(LINKS, "body");
        Object value = type.decode(Json.MAPPER.readTree(json), run);
        run.throwIfFailed();
        return value;
    }

    private static String encode(DataType type, Object value) throws IOException {
        return new String(
                Json.bytes(out -> type.encode(type.check(value), out, LINKS)),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"integer\",\"minimum\":2}|2|2",
                "{\"type\":\"number\",\"unit\":\"V\"}|2|2.0",
                "{\"type\":\"number\"}|\"2.5\"|2.5",
                "{\"type\":\"boolean\"}|true|true",
                "{\"type\":\"string\",\"pattern\":\"^a\"}|\"ab\"|\"ab\"",
                "{\"type\":\"array\",\"items\":{\"type\":\"number\"}}|[1,2]|[1.0,2.0]",
                "{\"type\":\"array\",\"items\":[{\"type\":\"number\"}]}|[1,\"x\"]|[1,\"x\"]",
                "{\"enum\":[\"on\",\"off\",3]}|3|3",
                "{\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}]}|null|null",
                "{\"type\":[\"integer\",\"null\"]}|null|null",
                "{}|{\"a\":[1,2.5,null]}|{\"a\":[1,2.5,null]}",
                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"number\"},\"y\":{\"type\":\"integer\",\"default\":3},\"z\":{\"type\":\"integer\"}},\"required\":[\"x\"]}|{\"x\":1,\"more\":0}|{\"x\":1.0,\"y\":3,\"more\":0}",
                "{\"type\":\"somethingNew\"}|[1]|[1]"
            })
    void validatesAndCoercesAsJavaTypesDo(String schema, String in, String out) throws Exception {
        DataType type = type(schema);
        assertEquals(out, encode(type, decode(type, in)));
        assertEquals(Json.MAPPER.readTree(schema), type.schema(), "shown as it was given");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"integer\",\"minimum\":2}|1|greater_than_equal",
                "{\"type\":\"integer\"}|1.5|int_from_float",
                "{\"type\":\"string\",\"maxLength\":1}|\"ab\"|string_too_long",
                "{\"enum\":[\"on\",\"off\"]}|\"up\"|literal_error",
                "{\"type\":\"array\",\"minItems\":2}|[1]|too_short",
                "{\"type\":\"object\",\"properties\":{\"x\":{}},\"required\":[\"x\"]}|{}|missing",
                "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}|{\"a\":1}|extra_forbidden",
                "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}|{\"a\":\"x\"}|int_parsing"
            })
    void refusesWhatDoesNotFit(String schema, String in, String code) {
        ValidationException e =
                assertThrows(ValidationException.class, () -> decode(type(schema), in));
        assertEquals(code, e.issues().get(0).type());
    }

    @Test
    void checksWhatCodeHandsOutUnlessItIsTrusted() throws Exception {
        String schema = "{\"type\":\"integer\"}";
        assertEquals(5L, type(schema).check(5));
        assertThrows(ValidationException.class, () -> type(schema).check("five"));
        DataType trusted = TypeCompiler.dataSchema(schema, true, "It");
        assertEquals("\"five\"", encode(trusted, "five"));
        assertThrows(ValidationException.class, () -> decode(trusted, "\"five\""));
        DataType object =
                type("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\"}}}");
        assertEquals("{\"a\":1.0}", encode(object, Map.of("a", 1)));
    }

    @Test
    void knowsTheBlobsOfLabThings() throws Exception {
        String schema =
                "{\"type\":\"object\",\"properties\":{\"href\":{\"type\":\"string\"},"
                        + "\"media_type\":{\"const\":[\"image/jpeg\"],\"type\":\"string\"}},"
                        + "\"required\":[\"href\",\"media_type\"]}";
        DataType type = type(schema);
        assertTrue(type.containsBlobs());
        Blob blob = Blob.fromUrl(URI.create("http://there/blob/1"), "image/jpeg");
        assertTrue(encode(type, blob).contains("http://here/blob/" + blob.id()));
        assertThrows(
                ValidationException.class,
                () -> type.check(Blob.fromBytes(new byte[0], "image/png")));
    }

    @Test
    void contradictionsAreErrorsThatSayWhere() {
        String wrong =
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"default\":\"x\"}}}";
        UnservableThingError e = assertThrows(UnservableThingError.class, () -> type(wrong));
        assertTrue(e.getMessage().startsWith("It: member 'n': the default \"x\" does not fit"));
        assertTrue(TypeCompiler.dataSchema(wrong, true, "It").nullable(), "anything goes");
        assertThrows(UnservableThingError.class, () -> type("[1]"));
        assertThrows(UnservableThingError.class, () -> type("{"));
    }

    @Test
    void anInputIsOneArgumentByName() throws Exception {
        ParameterList move =
                TypeCompiler.inputSchema(
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("x", Map.of("type", "integer")),
                                "required",
                                List.of("x")),
                        false,
                        "It");
        assertEquals(Map.of("x", 1L), arguments(move, "{\"x\":1}"));
        assertThrows(ValidationException.class, () -> arguments(move, null));
        ParameterList none = TypeCompiler.inputSchema(null, false, "It");
        assertTrue(none.isEmpty());
        ParameterList scalar = TypeCompiler.inputSchema("{\"type\":\"number\"}", false, "It");
        assertEquals(Map.of("input", 2.0), arguments(scalar, "2"));
        ParameterList labthings =
                TypeCompiler.inputSchema(
                        "{\"oneOf\":[{\"type\":\"object\",\"properties\":{},"
                                + "\"additionalProperties\":false},{\"type\":\"null\"}]}",
                        false,
                        "It");
        assertTrue(labthings.isEmpty());
        assertNull(labthings.decode(null, new Decoding(LINKS, "body")));
        assertEquals(Map.of(), arguments(labthings, "{}"));
        assertFalse(move.isEmpty());
        ParameterList defaults =
                TypeCompiler.inputSchema(
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"default\":2}}}",
                        false,
                        "It");
        assertEquals(Map.of("n", 2L), arguments(defaults, null), "no body is an empty object");
    }

    private static Object arguments(ParameterList input, String json) throws IOException {
        Decoding run = new Decoding(LINKS, "body");
        JsonNode body = json == null ? null : Json.MAPPER.readTree(json);
        Map<String, Object> values = input.decode(body, run);
        run.throwIfFailed();
        return input.arguments(values)[0];
    }
}
