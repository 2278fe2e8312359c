package org.labthings.config.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShownTextTest {
    private static JsonNode json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return JsonText.read(bytes, "test", new Findings()).root();
    }

    @Test
    void isIndentedAndKnowsItsLines() {
        ShownText text =
                new ShownText(
                        json("{\"things\":{\"a\":{\"class\":\"x\",\"args\":[1,{}]},\"b\":\"y\"}}"));
        assertEquals(
                """
                {
                  "things": {
                    "a": {
                      "class": "x",
                      "args": [
                        1,
                        {}
                      ]
                    },
                    "b": "y"
                  }
                }\
                """,
                text.text());
        assertEquals(Set.of(4), text.lines("things.a.class"));
        assertEquals(Set.of(3, 4, 5, 6, 7, 8, 9), text.lines("things.a"));
        assertEquals(Set.of(7), text.lines("things.a.args.1"));
    }

    @Test
    void whatIsMissingIsMarkedWhereItShouldBe() {
        ShownText text = new ShownText(json("{\"things\":{\"a\":{\"class\":\"x\"}}}"));
        assertEquals(Set.of(3), text.lines("things.a.kwargs.port"));
        assertEquals(Set.of(1), text.lines("http"));
    }

    @Test
    void secretsAreNotShown() {
        ShownText text =
                new ShownText(json("{\"Password\":\"a\",\"x\":{\"api_keys\":[\"b\"],\"y\":1}}"));
        assertEquals(
                """
                {
                  "Password": "(hidden)",
                  "x": {
                    "api_keys": "(hidden)",
                    "y": 1
                  }
                }\
                """,
                text.text());
        assertEquals(Set.of(4), text.lines("x.api_keys.0"));
    }

    @Test
    void theNameOfAThingIsNoSecret() {
        ShownText text = new ShownText(json("{\"things\":{\"tokenizer\":\"x\"}}"));
        assertEquals("{\n  \"things\": {\n    \"tokenizer\": \"x\"\n  }\n}", text.text());
    }
}
