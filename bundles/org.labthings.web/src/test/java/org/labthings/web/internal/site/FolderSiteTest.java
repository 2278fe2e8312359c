package org.labthings.web.internal.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but visible files within the folder is found, even if no server stood in front of it. */
class FolderSiteTest {
    @TempDir Path folder;
    private Path root;
    private FolderSite site;

    @BeforeEach
    void make() throws Exception {
        root = Files.createDirectories(folder.resolve("root"));
        site = new FolderSite("/", root);
        Files.writeString(root.resolve("a.txt"), "a");
        Files.writeString(root.resolve(".b"), "b");
        Files.createDirectories(root.resolve("sub"));
        Files.writeString(folder.resolve("secret"), "s");
        Files.createSymbolicLink(root.resolve("link"), folder.resolve("secret"));
        Files.createSymbolicLink(root.resolve("sub/up"), folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..|secret",
                "sub|..|..|secret",
                ".",
                "",
                "link",
                "sub|up|secret",
                ".b",
                "..\\secret",
                "../secret",
                "a.txt\u0000",
                "C:",
                "a.txt|b",
                "missing",
                "sub/../../secret"
            })
    void isNotFound(String segments) throws Exception {
        List<String> path = Arrays.asList(segments.split("\\|", -1));
        assertEquals(Optional.empty(), site.find(path));
    }

    @Test
    void tagsChangeWithTheContent() throws Exception {
        StoredFile before =
                assertInstanceOf(StoredFile.class, site.find(List.of("a.txt")).orElseThrow());
        assertEquals(1, before.size());
        Files.writeString(root.resolve("a.txt"), "aa");
        StoredFile after =
                assertInstanceOf(StoredFile.class, site.find(List.of("a.txt")).orElseThrow());
        assertNotEquals(before.etag(), after.etag());
        assertTrue(site.find(List.of("sub")).orElseThrow() instanceof Site.Folder);
        assertTrue(site.find(List.of()).orElseThrow() instanceof Site.Folder);
    }
}
