package org.labthings.testing.replay.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    @TempDir Path folder;

    @Test
    void batchesShareAServerByAreaAndConfiguration() throws Exception {
        write(
                "b",
                sequence("b/1", "main", ""),
                sequence("b/2", "lock", ""),
                sequence("b/3", "main", ""));
        write(
                "a",
                sequence("a/1", "main", ""),
                sequence("a/2", "main", ",\"own_server\":true"),
                sequence("a/3", "main", ",\"server_args\":[\"--fallback\"]"));
        Recordings recordings = Recordings.in(folder);
        assertEquals(
                List.of("a-main", "a-2", "a-3", "b-main", "b-lock"),
                Batch.split(recordings).stream().map(Batch::name).toList());
        assertEquals(
                List.of("b/1", "b/3"),
                Batch.split(recordings).get(3).sequences().stream().map(Sequence::id).toList());
        assertEquals(List.of("--fallback"), recordings.sequences().get(2).serverArguments());
        assertEquals(3, recordings.only(s -> s.area().equals("b")).sequences().size());
    }

    @Test
    void theSettingsFolderIsFilledIn() throws Exception {
        write("a", sequence("a/1", "main", ""));
        Files.createDirectories(folder.resolve("configs"));
        Files.writeString(
                folder.resolve("configs/main.json"), "{\"settings_folder\": \"<SETTINGS>\"}");
        assertEquals(
                "{\"settings_folder\": \"/a \\\"b\\\"\"}",
                Recordings.in(folder).configuration("main", Path.of("/a \"b\"")));
    }

    @Test
    void theBundledOnesComeWithTheirConfigurations() throws Exception {
        Recordings bundled = Recordings.bundled();
        assertTrue(bundled.sequences().size() > 100, bundled.sequences().size() + " sequences");
        assertTrue(bundled.configuration("main", folder).contains(folder.toString()));
    }

    @Test
    void anEmptyFolderIsAMistake() {
        assertThrows(IOException.class, () -> Recordings.in(folder));
    }

    private void write(String area, String... sequences) throws IOException {
        Files.writeString(
                folder.resolve(area + ".json"),
                "{\"area\":\"" + area + "\",\"sequences\":[" + String.join(",", sequences) + "]}");
    }

    private static String sequence(String id, String config, String more) {
        return "{\"id\":\"" + id + "\",\"config\":\"" + config + "\",\"exchanges\":[]" + more + "}";
    }
}
