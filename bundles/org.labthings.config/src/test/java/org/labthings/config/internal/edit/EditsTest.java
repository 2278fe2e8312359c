package org.labthings.config.internal.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.internal.json.MergePatch;
import org.labthings.schema.Json;

class EditsTest {
    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }

    private static JsonNode things(String things) throws IOException {
        return json("{'things': {" + things + "}}");
    }

    @Test
    void anEditThatUndoesItselfIsNone() throws IOException {
        JsonNode file = things("'a': 'A'");
        Edits edited = Edits.NONE.with("a", json("'B'"), file).with("b", json("'B'"), file);
        assertEquals(Set.of("a", "b"), edited.names());
        assertTrue(edited.with("a", json("'A'"), file).with("b", null, file).isEmpty());
    }

    @Test
    void theLaterEditOfAnEntryCounts() throws IOException {
        JsonNode file = things("'a': 'A', 'b': 'B', 'c': 'C', 'd': 'D'");
        Edits edited =
                Edits.NONE
                        .with("a", json("'A2'"), file)
                        .with("b", null, file)
                        .with("c", json("'C2'"), file)
                        .with("new", json("'N'"), file);
        Edits.Rebased rebased = edited.onto(things("'a': 'A', 'c': 'C3', 'd': 'D2', 'new': 'N'"));
        assertEquals(Set.of("a"), rebased.edits().names());
        assertEquals(List.of("c"), rebased.superseded(), "b and new are what the edits wanted");
    }

    @Test
    void aFileKeepsWhatItDoesNotKnow() throws IOException {
        JsonNode file =
                json(
                        "{'x-lab': [1, 2.5], 'things': {'a': {'class': 'A', 'x-note': 'n'}, 'b':"
                                + " 'B'}}");
        Edits edits = Edits.NONE.with("b", null, file).with("c", json("'C'"), file);
        assertEquals(
                json(
                        "{'x-lab': [1, 2.5], 'things': {'a': {'class': 'A', 'x-note': 'n'}, 'c':"
                                + " 'C'}}"),
                FileForm.whole(file, edits));
    }

    @Test
    void aPatchSaysOnlyWhatDiffers() throws Exception {
        JsonNode base =
                things("'a': {'class': 'A', 'kwargs': {'x': 1, 'y': 2}}, 'b': 'B', 'c': 'C'");
        JsonNode file =
                json(
                        "{'base_config_file': 'b', 'patch': {'api_prefix': '/v', 'things': {'d':"
                                + " 'D'}}}");
        JsonNode effective = MergePatch.apply(base, file.get("patch"));
        Edits edits =
                Edits.NONE
                        .with("a", json("{'class': 'A', 'kwargs': {'x': 1, 'y': 3}}"), effective)
                        .with("b", null, effective)
                        .with("d", null, effective)
                        .with("e", json("{'class': 'E', 'thing_slots': {'s': ['a']}}"), effective);
        assertEquals(
                json(
                        "{'base_config_file': 'b', 'patch': {'api_prefix': '/v', 'things':"
                                + " {'a': {'kwargs': {'y': 3}}, 'b': null,"
                                + " 'e': {'class': 'E', 'thing_slots': {'s': ['a']}}}}}"),
                FileForm.patch(file, base, edits));
    }

    @Test
    void aPatchGoesBackToTheBase() throws Exception {
        JsonNode base = things("'a': 'A'");
        JsonNode file = json("{'base_config_file': 'b', 'patch': {'things': {'a': null}}}");
        JsonNode effective = MergePatch.apply(base, file.get("patch"));
        Edits edits = Edits.NONE.with("a", json("'A'"), effective);
        assertEquals(
                json("{'base_config_file': 'b', 'patch': {'things': {}}}"),
                FileForm.patch(file, base, edits));
    }

    @Test
    void whatNoPatchCanSayIsRefused() throws Exception {
        JsonNode base = things("'a': 'A'");
        JsonNode file = json("{'base_config_file': 'b'}");
        Edits edits =
                Edits.NONE.with("n", json("{'class': 'N', 'kwargs': {'deep': {'x': null}}}"), base);
        ConfigurationRefusedException e =
                org.junit.jupiter.api.Assertions.assertThrows(
                        ConfigurationRefusedException.class,
                        () -> FileForm.patch(file, base, edits));
        assertTrue(e.getMessage().startsWith("things.n: a patch (RFC 7396)"), e.getMessage());
    }
}
