package org.labthings.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSwapTest {
    @TempDir Path folder;

    @BeforeEach
    void twoPlugins() throws IOException {
        Files.writeString(folder.resolve("a.jar"), "old");
        Files.writeString(folder.resolve("b.jar"), "older");
    }

    private String content() throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                if (file.toString().endsWith(".jar")) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return files.toString();
    }

    private FileSwap swap(String name) throws IOException {
        Path incoming = FileSwap.incoming(folder);
        Files.writeString(incoming, "new");
        return new FileSwap(folder, List.of("a.jar", "b.jar"), incoming, name);
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void oneComesAndTheOthersGo() throws IOException {
        FileSwap swap = swap("a.jar");
        assertEquals(List.of("a.jar", "b.jar"), swap.run());
        assertEquals("{a.jar=new}", content());
        swap.confirm();
        assertEquals(1, files());
    }

    @Test
    void itCanBeTakenBack() throws IOException {
        for (String name : List.of("a.jar", "c.jar")) {
            FileSwap swap = swap(name);
            swap.run();
            assertTrue(swap.undone().run().contains(name));
            assertEquals("{a.jar=old, b.jar=older}", content());
            assertEquals(2, files());
        }
    }

    @Test
    void aCrashLeavesWhatWasThereBefore() throws IOException {
        swap("a.jar").run(); // and never confirmed
        FileSwap.incoming(folder);
        FileSwap.tidy(folder);
        assertEquals("{a.jar=old, b.jar=older}", content());
        assertEquals(2, files());
    }

    @Test
    void whatCannotBeDoneChangesNothing() throws IOException {
        FileSwap swap = new FileSwap(folder, List.of("a.jar", "gone.jar"), null, null);
        assertThrows(IOException.class, swap::run);
        assertEquals("{a.jar=old, b.jar=older}", content());
    }
}
