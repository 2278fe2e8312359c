package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.labthings.schema.sample.Declared;

/**
 * Every type treats every input as LabThings' validator does: same value out, or the same issues in
 * the same order, with type, location, message and parameters ({@code src/test/oracle/record.py}).
 */
class CoercionTest {
    private static final Map<String, List<JsonNode>> RECORDED = read();

    private static Map<String, List<JsonNode>> read() {
        Map<String, List<JsonNode>> out = new LinkedHashMap<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                CoercionTest.class.getResourceAsStream("/coercions.jsonl"),
                                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode row = Json.MAPPER.readTree(line);
                out.computeIfAbsent(row.get(0).asText(), k -> new ArrayList<>()).add(row);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out;
    }

    static Stream<String> types() {
        return RECORDED.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void behavesAsRecorded(String name) throws IOException {
        DataType type = Compiled.field(Declared.class, name);
        List<String> wrong = new ArrayList<>();
        for (JsonNode row : RECORDED.get(name)) {
            JsonNode input = Json.parse(row.get(1).asText());
            Decoding run = new Decoding(Compiled.NO_BLOBS);
            Object value = type.decode(input, run);
            JsonNode got = run.count() > 0 ? issues(run) : encoded(type, value);
            JsonNode want = row.size() > 3 ? row.get(3) : row.get(2);
            if (!same(name, want, got)) {
                wrong.add(row.get(1) + "\n    expected " + want + "\n    but was  " + got);
            }
        }
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " differ: \n" + String.join("\n", wrong));
        assertTrue(RECORDED.get(name).size() >= 30);
    }

    /** What a recorded value was decoded to is accepted as it is, and decodes to itself. */
    @ParameterizedTest
    @MethodSource("types")
    void decodedValuesAreAcceptedAsTheyAre(String name) throws IOException {
        DataType type = Compiled.field(Declared.class, name);
        int accepted = 0;
        for (JsonNode row : RECORDED.get(name)) {
            Decoding run = new Decoding(Compiled.NO_BLOBS);
            Object value = type.decode(Json.parse(row.get(1).asText()), run);
            if (run.count() == 0) {
                accepted++;
                assertTrue(type.check(value) == value, () -> name + ": " + row);
                JsonNode written = encoded(type, value);
                if (type.nullable() || !written.isNull()) { // NaN is written as null
                    Object again = type.decode(written, run);
                    assertEquals(written, encoded(type, type.check(again)), row::toString);
                }
            }
        }
        assertTrue(accepted > 0, name);
    }

    private static JsonNode encoded(DataType type, Object value) throws IOException {
        return Json.tree(out -> type.encode(value, out, Compiled.NO_BLOBS));
    }

    private static JsonNode issues(Decoding run) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (Issue issue : run.issues()) {
            ArrayNode row = out.addArray().add(issue.type());
            ArrayNode loc = row.addArray();
            for (Object part : issue.loc()) {
                loc.add(part instanceof Integer i ? loc.numberNode(i) : loc.textNode("" + part));
            }
            row.add(issue.msg()).add(issue.ctx());
        }
        return out;
    }

    private static final Set<String> SETS = Set.of("intSet", "setLength");

    private static boolean same(String type, JsonNode want, JsonNode got) {
        if (want.isTextual() && want.asText().equals("-0.0")) { // a BigDecimal has no negative zero
            return got.asText().equals("0.0");
        }
        if (SETS.contains(type) && want.isArray() && want.path(0).isIntegralNumber()) {
            return sorted(want).equals(sorted(got));
        }
        if (type.equals("time") && want.isTextual()) { // a LocalTime has no zone to show
            return want.asText().replace("Z", "").equals(got.asText());
        }
        return equal(want, got);
    }

    private static Set<String> sorted(JsonNode array) {
        Set<String> out = new TreeSet<>();
        array.forEach(e -> out.add(e.toString()));
        return out;
    }

    /** As trees, but numbers by their value. */
    private static boolean equal(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.isIntegralNumber() && b.isIntegralNumber()
                    ? a.bigIntegerValue().equals(b.bigIntegerValue())
                    : a.doubleValue() == b.doubleValue();
        }
        if (a.isArray() && b.isArray() && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                if (!equal(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a.isObject() && b.isObject() && a.size() == b.size()) {
            return a.propertyStream()
                    .allMatch(e -> b.has(e.getKey()) && equal(e.getValue(), b.get(e.getKey())));
        }
        return a.equals(b);
    }
}
