package org.labthings.openflexure.internal.v2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.HttpError;
import org.labthings.schema.Json;

class JsonFileTest {
    @TempDir Path folder;

    private JsonFile file() {
        return new JsonFile(
                folder.resolve("sub/a.json"),
                () -> JsonNodeFactory.instance.objectNode().put("name", "first"));
    }

    @Test
    void whatIsChangedIsThereNextTime() {
        assertEquals("first", file().read().path("name").asText());
        file().change(root -> root.put("x", 1));
        assertEquals("{\"name\":\"first\",\"x\":1}", file().read().toString());
    }

    @Test
    void aCopyIsACopy() {
        JsonFile file = file();
        file.read().put("x", 1);
        assertEquals("{\"name\":\"first\"}", file.read().toString());
    }

    @Test
    void aDamagedFileIsAsNone() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        for (String damaged : List.of("{\"na", "[]", "")) {
            Files.writeString(folder.resolve("sub/a.json"), damaged);
            assertEquals("{\"name\":\"first\"}", file().read().toString());
        }
    }

    @Test
    void whatCannotBeWrittenIsNotChanged() throws IOException {
        Files.writeString(folder.resolve("sub"), "a file, so that there can be no folder");
        JsonFile file = file();
        HttpError e = assertThrows(HttpError.class, () -> file.change(root -> root.put("x", 1)));
        assertEquals(500, e.statusCode());
        assertEquals("{\"name\":\"first\"}", file.read().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1} | b | 2 | {\"a\":1,\"b\":2}",
                "{\"a\":1} | a/b | 2 | {\"a\":{\"b\":2}}",
                "{\"a\":{\"b\":1}} | a | {\"c\":2} | {\"a\":{\"b\":1,\"c\":2}}",
                "{\"a\":{\"b\":{\"x\":1}}} | a | {\"b\":{\"y\":2}} |"
                        + " {\"a\":{\"b\":{\"x\":1,\"y\":2}}}",
                "{\"a\":{\"b\":1}} | a | [1] | {\"a\":[1]}",
            })
    void valuesAreMergedAtTheirKeys(String before, String keys, String value, String after)
            throws IOException {
        ObjectNode root = (ObjectNode) Json.MAPPER.readTree(before);
        Tree.merge(root, List.of(keys.split("/")), Json.MAPPER.readTree(value));
        assertEquals(after, root.toString());
    }

    @Test
    void elementsOfListsHaveKeysToo() throws IOException {
        var root = Json.MAPPER.readTree("{\"a\":[{\"b\":3}]}");
        assertEquals("3", Tree.at(root, List.of("a", "0", "b")).toString());
        assertTrue(
                assertThrows(HttpError.class, () -> Tree.at(root, List.of("a", "1")))
                        .getMessage()
                        .contains("a/1"));
    }
}
