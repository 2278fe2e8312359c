package org.labthings.thing.folderwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.listeners.FileStamp;

/** What was offered survives a restart. */
class OfferedFilesTest {
    @TempDir Path folder;

    private OfferedFiles files(String watched) {
        return new OfferedFiles(folder.resolve("offered.txt"), Path.of(watched));
    }

    @Test
    void whatWasOfferedIsReadAgain() throws Exception {
        OfferedFiles first = files("/data/ä b");
        assertFalse(first.load());
        first.put("run 1/a\nb.csv", new FileStamp(5, 1_700_000_000_123_456L));
        first.put("gone", new FileStamp(1, 1));
        assertTrue(first.remove("gone"));
        first.save();
        OfferedFiles second = files("/data/ä b");
        assertTrue(second.load());
        assertEquals(
                Map.of("run 1/a\nb.csv", new FileStamp(5, 1_700_000_000_123_456L)), second.all());
        assertFalse(files("/other").load(), "another folder has a history of its own");
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        OfferedFiles first = files("/data");
        first.touch();
        first.save();
        Path store = folder.resolve("offered.txt");
        Files.writeString(store, Files.readString(store) + "5 x\n");
        IOException e = assertThrows(IOException.class, () -> files("/data").load());
        assertTrue(e.getMessage().contains("\"5 x\""), e.getMessage());
    }
}
