package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.labthings.api.Blob;
import org.labthings.api.CatchAll;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.Name;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.sample.Point;
import org.labthings.schema.sample.Region;

class ParametersTest {
    @SuppressWarnings("unused")
    interface Actions {
        void noop();

        int add(int a, @Default("2") int b);

        void annotated(
                @Doc("how many") @Min(0) @Max(5) int n,
                @Doc("the name") @Default("\"Untitled\"") String name,
                Optional<List<String>> items);

        void withModel(Region region, @Default("1") double scale);

        void defaultModel(@Default("{\"x\":3}") Point p);

        void onlyExtras(@CatchAll Map<String, Object> all);

        void extrasFirst(
                @CatchAll Map<String, Integer> rest, int a, @Default("[]") List<Integer> b);

        void untyped(Object a, @Default("3") Object b);

        void named(@Name("from") int start);

        void twice(@Name("a") int b, int a);

        void badDefault(@Default("\"x\"") int a);

        void nullDefault(@Default("null") String a);

        void noJson(@Default("x") String a);

        void badExtras(@CatchAll List<String> a);

        void unsupported(Thread a);

        void blob(Map<String, Blob> blobs);
    }

    private static ParameterList of(String action) {
        Method method =
                Arrays.stream(Actions.class.getDeclaredMethods())
                        .filter(m -> m.getName().equals(action))
                        .findFirst()
                        .orElseThrow();
        return new TypeCompiler().parameters(method);
    }

    private static Map<String, Object> decode(String action, String body) {
        Decoding run = new Decoding(Compiled.NO_BLOBS, "body");
        Map<String, Object> out = of(action).decode(node(body), run);
        run.throwIfFailed();
        return out;
    }

    private static JsonNode node(String body) {
        return body == null ? null : Compiled.json(body);
    }

    private static String issues(String action, String body) {
        Decoding run = new Decoding(Compiled.NO_BLOBS, "body");
        of(action).decode(node(body), run);
        return run.issues().stream()
                .map(i -> i.type() + i.loc() + i.input())
                .collect(Collectors.joining(" "));
    }

    @Test
    void schemaWithoutParameters() {
        assertTrue(of("noop").isEmpty());
        JsonNode schema = of("noop").schema("noop");
        assertEquals("noop_input", schema.get("title").asText());
        assertEquals("StrictEmptyObject", schema.at("/oneOf/0/title").asText());
        assertEquals("{}", schema.at("/oneOf/0/properties").toString());
        assertEquals("false", schema.at("/oneOf/0/additionalProperties").toString());
        assertEquals("{\"type\":\"null\"}", schema.at("/oneOf/1").toString());
    }

    @Test
    void schemaWithExtrasOnly() {
        assertFalse(of("onlyExtras").isEmpty());
        JsonNode schema = of("onlyExtras").schema("only_kwargs");
        assertEquals("EmptyObject", schema.at("/oneOf/0/title").asText());
        assertEquals(
                "A model representing an object with no required keys.",
                schema.at("/oneOf/0/description").asText());
        assertEquals("true", schema.at("/oneOf/0/additionalProperties").toString());
    }

    @Test
    void schemaWithParameters() {
        assertEquals(
                Compiled.json(
                        """
                        {"title":"annotated_input","type":"object","properties":{
                          "n":{"type":"integer","minimum":0,"maximum":5,"title":"N",
                            "description":"how many"},
                          "name":{"type":"string","title":"Name","description":"the name",
                            "default":"Untitled"},
                          "items":{"oneOf":[{"type":"array","items":{"type":"string"}},
                            {"type":"null"}],"title":"Items"}},
                         "required":["n"],"additionalProperties":false}\
                        """),
                of("annotated").schema("annotated"));
        assertEquals(
                "{\"title\":\"untyped_input\",\"type\":\"object\",\"properties\":{"
                        + "\"a\":{\"title\":\"A\"},\"b\":{\"title\":\"B\",\"default\":3}},"
                        + "\"required\":[\"a\"],\"additionalProperties\":false}",
                of("untyped").schema("untyped").toString());
        JsonNode extras = of("extrasFirst").schema("x");
        assertEquals("{\"type\":\"integer\"}", extras.get("additionalProperties").toString());
        assertFalse(extras.get("properties").has("rest"));
        assertFalse(of("defaultModel").schema("x").at("/properties/p").has("default"));
        assertEquals(1.0, of("withModel").schema("x").at("/properties/scale/default").asDouble());
    }

    @Test
    void bodiesOfActionsWithoutParameters() {
        assertNull(decode("noop", null));
        assertNull(decode("noop", "null"));
        assertEquals(Map.of(), decode("noop", "{}"));
        assertEquals("extra_forbidden[body, x]1", issues("noop", "{\"x\":1}"));
        assertEquals("model_attributes_type[body][]", issues("noop", "[]"));
        assertEquals("model_attributes_type[body]5", issues("noop", "5"));
    }

    @Test
    void bodiesOfActionsWithParameters() {
        assertEquals(Map.of("a", 1, "b", 2), decode("add", "{\"a\":1}"));
        assertEquals(Map.of("a", 1, "b", 7), decode("add", "{\"a\":\"1\",\"b\":7.0}"));
        assertEquals("missing[body]null", issues("add", null));
        assertEquals("missing[body]null", issues("add", "null"));
        assertEquals("missing[body, a]{}", issues("add", "{}"));
        assertEquals(
                "int_parsing[body, a]\"x\" int_parsing[body, b]\"y\" extra_forbidden[body, c]1"
                        + " extra_forbidden[body, d]2",
                issues("add", "{\"c\":1,\"a\":\"x\",\"b\":\"y\",\"d\":2}"));
        assertEquals("int_type[body, a]null", issues("add", "{\"a\":null}"));
        assertEquals("model_attributes_type[body][1]", issues("add", "[1]"));
        assertEquals(
                "missing[body, region, name]{\"corner\":{\"x\":\"q\"}}"
                        + " float_parsing[body, region, corner, x]\"q\"",
                issues("withModel", "{\"region\":{\"corner\":{\"x\":\"q\"}}}"));
        assertEquals(
                "model_attributes_type[body, region]null",
                issues("withModel", "{\"region\":null}"));
        assertEquals("less_than_equal[body, n]6", issues("annotated", "{\"n\":6}"));
    }

    @Test
    void anAbsentBodyIsEmptyWhereEverythingHasADefault() {
        assertEquals(Map.of("p", new Point(3, 0)), decode("defaultModel", null));
        assertEquals(Map.of("p", new Point(3, 0)), decode("defaultModel", "{}"));
    }

    @Test
    void bodiesWithExtras() {
        assertNull(decode("onlyExtras", null));
        assertEquals(Map.of("q", List.of(1L)), decode("onlyExtras", "{\"q\":[1]}"));
        Map<String, Object> all = decode("extrasFirst", "{\"z\":\"5\",\"a\":1,\"y\":6}");
        assertEquals(List.of("a", "b", "z", "y"), List.copyOf(all.keySet()));
        assertEquals(5, all.get("z"));
        assertEquals("missing[body]null", issues("extrasFirst", null));
        assertEquals("int_parsing[body, z]\"x\"", issues("extrasFirst", "{\"a\":1,\"z\":\"x\"}"));
        assertEquals("int_type[body, rest]{}", issues("extrasFirst", "{\"a\":1,\"rest\":{}}"));
    }

    @Test
    void argumentsAreInTheOrderOfTheMethod() {
        ParameterList list = of("extrasFirst");
        Map<String, Object> values = decode("extrasFirst", "{\"b\":[2],\"x\":9,\"a\":1}");
        assertArrayEquals(new Object[] {Map.of("x", 9), 1, List.of(2)}, list.arguments(values));
        assertArrayEquals(new Object[] {Map.of()}, of("onlyExtras").arguments(null));
        assertArrayEquals(new Object[0], of("noop").arguments(null));
        assertArrayEquals(new Object[] {1, 2}, of("add").arguments(decode("add", "{\"a\":1}")));
        assertArrayEquals(new Object[] {4}, of("named").arguments(decode("named", "{\"from\":4}")));
    }

    @Test
    void mutableDefaultsAreFresh() {
        ParameterList list = of("extrasFirst");
        JsonNode body = node("{\"a\":1}");
        Object first = list.decode(body, new Decoding(Compiled.NO_BLOBS)).get("b");
        Object second = list.decode(body, new Decoding(Compiled.NO_BLOBS)).get("b");
        assertNotSame(first, second);
        ParameterList models = of("defaultModel");
        assertSame(
                models.decode(null, new Decoding(Compiled.NO_BLOBS)).get("p"),
                models.decode(null, new Decoding(Compiled.NO_BLOBS)).get("p"));
    }

    @Test
    void inputIsWrittenAsValidated() throws IOException {
        ParameterList list = of("extrasFirst");
        Map<String, Object> values =
                decode("extrasFirst", "{\"x\":\"9\",\"a\":true,\"b\":[\"2\"]}");
        assertEquals("{\"a\":1,\"b\":[2],\"x\":9}", written(list, values));
        assertEquals("null", written(list, null));
        assertEquals("{}", written(of("noop"), new LinkedHashMap<>()));
        assertEquals(
                "{\"n\":1,\"name\":\"Untitled\",\"items\":null}",
                written(of("annotated"), decode("annotated", "{\"n\":1}")));
    }

    private static String written(ParameterList list, Map<String, Object> values)
            throws IOException {
        byte[] bytes = Json.bytes(out -> list.encode(values, out, Compiled.NO_BLOBS));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void blobsAreSeen() {
        assertTrue(of("blob").containsBlobs());
        assertFalse(of("add").containsBlobs());
    }

    @Test
    void errorsNameTheParameter() {
        assertUnservable("badDefault", "'a'", "\"x\"", "integer");
        assertUnservable("nullDefault", "'a'", "null", "string");
        assertUnservable("noJson", "'a'", "'x'", "not JSON", "Expecting value at 0");
        assertUnservable("badExtras", "'a'", "Map<String, V>");
        assertUnservable("unsupported", "'a'", "java.lang.Thread");
        assertUnservable("twice", "named 'a'", "@Name");
    }

    private static void assertUnservable(String action, String... parts) {
        String text = assertThrows(UnservableThingError.class, () -> of(action)).getMessage();
        for (String part : parts) {
            assertTrue(text.contains(part), text);
        }
    }
}
