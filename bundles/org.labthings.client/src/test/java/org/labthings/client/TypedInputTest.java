package org.labthings.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labthings.api.Name;
import org.labthings.client.internal.json.ClientJson;

class TypedInputTest {
    private static final String CATCH_ALL =
            "{'type': 'object', 'properties': {'block': {}, 'slack': {}}, 'additionalProperties':"
                    + " {'type': 'integer'}}";
    private static final String CLOSED =
            "{'type': 'object', 'properties': {'x': {}, 'y': {}}, 'additionalProperties': false}";

    /** Parts of an input. */
    public record Options(boolean block, @Name("slack") Optional<Integer> backlash) {}

    /** What is matched. */
    public interface Calls {
        void move(Map<String, Integer> distance);

        void moveAs(Map<String, Integer> distance, Options options);

        void named(int x, Optional<Integer> y);
    }

    private static TypedInput match(String method, String schema) throws Exception {
        Method m =
                Arrays.stream(Calls.class.getMethods())
                        .filter(c -> c.getName().equals(method))
                        .findFirst()
                        .orElseThrow();
        return TypedInput.of(m, ClientJson.parse(schema.replace('\'', '"')));
    }

    @Test
    void aMapAloneIsTheInput() throws Exception {
        TypedInput input = match("move", CLOSED);
        assertEquals(Map.of("x", 1), input.input(new Object[] {Map.of("x", 1)}));
        assertNotNull(match("move", CATCH_ALL));
    }

    @Test
    void aMapAndARecordAreMembersSideBySide() throws Exception {
        TypedInput input = match("moveAs", CATCH_ALL);
        assertEquals(
                Map.of("z", 5, "block", true, "slack", 4),
                input.input(new Object[] {Map.of("z", 5), new Options(true, Optional.of(4))}));
        assertEquals(
                Map.of("z", 5, "block", false),
                input.input(new Object[] {Map.of("z", 5), new Options(false, Optional.empty())}));
    }

    @Test
    void whatTheActionDoesNotKnowDoesNotFit() throws Exception {
        assertNull(match("moveAs", CLOSED), "no room for the options");
        assertNull(
                match(
                        "moveAs",
                        "{'type': 'object', 'properties': {'block': {}}, 'additionalProperties':"
                                + " {'type': 'integer'}}"),
                "half of the options");
    }

    @Test
    void parametersAreMembersOfTheirName() throws Exception {
        TypedInput input = match("named", CLOSED);
        assertEquals(Map.of("x", 1), input.input(new Object[] {1, Optional.empty()}));
        assertNull(match("named", "{'properties': {'x': {}}}"));
        assertNull(match("named", CLOSED.replace("}}", "}, 'w': {}}, 'required': ['w']")));
    }
}
