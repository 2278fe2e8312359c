package org.labthings.launcher.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;

class DataFolderTest {
    @TempDir Path folder;

    private DataFolder open(Path data) throws LaunchException {
        return DataFolder.open(data, data.resolve("plugins"));
    }

    @Test
    void createsWhatAServerNeeds() throws LaunchException {
        try (DataFolder data = open(folder.resolve("a/b"))) {
            assertTrue(Files.isDirectory(data.cache()));
            assertTrue(Files.isDirectory(data.logs()));
            assertTrue(Files.isDirectory(folder.resolve("a/b/plugins")));
        }
    }

    @Test
    void emptiesTheCacheAndNothingElse() throws LaunchException, IOException {
        Files.createDirectories(folder.resolve("cache/framework/bundle1"));
        Files.writeString(folder.resolve("cache/framework/bundle1/jar"), "old");
        Files.createDirectories(folder.resolve("settings/camera"));
        Files.writeString(folder.resolve("settings/camera/Settings.json"), "{}");
        try (DataFolder data = open(folder)) {
            assertFalse(Files.exists(data.cache().resolve("framework")));
            assertTrue(Files.exists(folder.resolve("settings/camera/Settings.json")));
        }
    }

    @Test
    void oneServerAtATime() throws LaunchException {
        try (DataFolder first = open(folder)) {
            LaunchException e = assertThrows(LaunchException.class, () -> open(folder));
            assertEquals(Exit.REFUSED, e.exit());
            assertTrue(e.getMessage().contains("in use by another server"), e.getMessage());
            assertTrue(
                    e.getMessage().contains("process " + ProcessHandle.current().pid()),
                    e.getMessage());
            assertTrue(Files.exists(first.cache()), "the first server's cache was wiped");
        }
        open(folder).close();
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        LaunchException e = assertThrows(LaunchException.class, () -> open(file));
        assertEquals(Exit.SETUP, e.exit());
        assertTrue(e.getMessage().contains(file + ": it is a file"), e.getMessage());
        assertTrue(e.getMessage().contains("--data DIR"), e.getMessage());
    }

    @Test
    void anUnusablePluginsFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        LaunchException e =
                assertThrows(
                        LaunchException.class,
                        () -> DataFolder.open(folder.resolve("data"), file.resolve("plugins")));
        assertTrue(e.getMessage().startsWith("The plugins folder " + file), e.getMessage());
    }
}
