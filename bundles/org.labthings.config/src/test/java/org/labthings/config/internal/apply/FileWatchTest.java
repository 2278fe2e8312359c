package org.labthings.config.internal.apply;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    @TempDir Path folder;
    private final FileWatch watch = new FileWatch();
    private Path file;
    private long time = 1_000_000;

    @BeforeEach
    void follow() throws IOException {
        file = folder.resolve("lab.json");
        write("one");
        watch.follow(List.of(file));
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        time += 1000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }

    @Test
    void aChangeCountsWhenItStandsStill() throws IOException {
        assertFalse(watch.hasChanged());
        write("tw");
        assertFalse(watch.hasChanged());
        write("two");
        assertFalse(watch.hasChanged());
        assertTrue(watch.hasChanged());
        assertFalse(watch.hasChanged());
    }

    @Test
    void theSameContentIsNoChange() throws IOException {
        write("one");
        assertFalse(watch.hasChanged());
        assertFalse(watch.hasChanged());
    }

    @Test
    void aFileThatGoesAndComesBackIsNoticed() throws IOException {
        Files.delete(file);
        assertFalse(watch.hasChanged());
        assertTrue(watch.hasChanged());
        write("one");
        assertFalse(watch.hasChanged());
        assertTrue(watch.hasChanged());
    }

    @Test
    void followingMoreKeepsWhatIsKnown() throws IOException {
        Path base = Files.writeString(folder.resolve("base.json"), "base");
        write("two");
        watch.follow(List.of(file, base));
        assertFalse(watch.hasChanged());
        assertTrue(watch.hasChanged(), "the change before was lost");
    }
}
