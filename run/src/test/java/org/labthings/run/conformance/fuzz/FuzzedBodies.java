package org.labthings.run.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Requests whose body is wrong, for properties and actions of the conformance Things. */
final class FuzzedBodies {
    private static final List<String> PROPERTIES =
            List.of(
                    "intprop",
                    "floatprop",
                    "boolprop",
                    "listprop",
                    "strlistprop",
                    "dictprop",
                    "tupleprop",
                    "vartuple",
                    "modelprop",
                    "modellist",
                    "modeldict",
                    "enumprop",
                    "intenumprop",
                    "literalprop",
                    "uuidprop",
                    "datetimeprop",
                    "timedeltaprop",
                    "c_ge_le",
                    "c_gt_lt",
                    "c_multiple",
                    "c_noinf",
                    "c_length",
                    "c_listlen",
                    "c_pattern");
    private static final List<String> ACTIONS =
            List.of(
                    "add",
                    "annotated",
                    "with_model",
                    "echo_array",
                    "slow",
                    "some_kwargs",
                    "noop",
                    "returns_optional");

    private FuzzedBodies() {}

    static Malformed brokenJson(Random random) {
        byte[] body = FuzzedJson.broken(random);
        if (random.nextBoolean()) {
            return MalformedHttp.proper(
                    "PUT", "/props/" + any(random, PROPERTIES), "application/json", body);
        }
        // No body at all is a proper way to invoke an action that needs none.
        String action = body.length == 0 ? "add" : any(random, ACTIONS);
        return MalformedHttp.proper("POST", "/act/" + action, "application/json", body);
    }

    static Malformed wrongValue(Random random) {
        String property = any(random, PROPERTIES);
        byte[] body = FuzzedJson.bytes(wrongFor(property, random).toString());
        return MalformedHttp.proper("PUT", "/props/" + property, "application/json", body);
    }

    /** Objects fit no property but those of objects, and these have members that fit none. */
    private static JsonNode wrongFor(String property, Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode object = nodes.objectNode();
        object.set(FuzzedJson.text(random), FuzzedJson.value(random, 3));
        ArrayNode array = nodes.arrayNode().add(object);
        boolean text = property.equals("c_length") || property.equals("c_pattern");
        switch (property) {
            case "dictprop", "modeldict":
                object.put("x", FuzzedJson.text(random));
                return random.nextBoolean() ? object : array;
            case "modellist":
                // Unknown members are ignored: a list of any objects would do.
                return random.nextBoolean()
                        ? object
                        : nodes.arrayNode().add(FuzzedJson.text(random));
            case "modelprop":
                return random.nextBoolean() ? object : array;
            default:
                break;
        }
        return switch (random.nextInt(text ? 2 : 3)) {
            case 0 -> object;
            case 1 -> array.add(FuzzedJson.value(random, 2));
            default -> nodes.textNode(FuzzedJson.text(random));
        };
    }

    static Malformed wrongInput(Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode input = nodes.objectNode();
        JsonNode wrong = nodes.objectNode().put(FuzzedJson.text(random), true);
        String action = any(random, ACTIONS);
        switch (action) {
            case "add" -> input.put("a", 1).set("b", wrong);
            case "annotated" -> input.put("n", random.nextBoolean() ? 6 + random.nextInt(100) : -1);
            case "with_model" -> input.set("region", wrong);
            case "echo_array" -> input.set("arr", wrong);
            case "slow" -> input.put("t", FuzzedJson.text(random));
            case "some_kwargs" -> input.set("b", FuzzedJson.value(random, 3));
            case "returns_optional" -> input.set("give", wrong);
            default -> input.set(FuzzedJson.text(random), FuzzedJson.value(random, 3));
        }
        JsonNode body =
                random.nextInt(4) == 0 ? nodes.arrayNode().add(FuzzedJson.value(random, 2)) : input;
        return MalformedHttp.proper(
                "POST", "/act/" + action, "application/json", FuzzedJson.bytes(body.toString()));
    }

    static String any(Random random, List<String> among) {
        return among.get(random.nextInt(among.size()));
    }
}
