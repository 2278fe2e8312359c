package org.labthings.thing.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.hardware.GalleryProvider.GalleryItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class GalleryIndexTest {
    private static final Logger LOGGER = LoggerFactory.getLogger("test");

    @TempDir Path folder;

    private static GalleryEntry entry(String name, double created) {
        Map<String, Object> info = new HashMap<>();
        info.put("number_of_images", 6);
        info.put("dzi", null);
        return GalleryEntry.of(
                "smart_scan",
                "Scan",
                new GalleryItem(
                        name, name, "scans/" + name, created, created, info, Optional.empty()));
    }

    @Test
    void followsWhatIsThere() throws Exception {
        try (GalleryIndex index = GalleryIndex.open(folder, LOGGER)) {
            List<GalleryEntry> two = List.of(entry("a", 1), entry("b", 2));
            assertEquals(2, index.synchronise("smart_scan", two));
            assertEquals(0, index.synchronise("smart_scan", two), "nothing changed");
            assertEquals("b", index.list(List.of("smart_scan")).get(0).name(), "the newest first");
            assertEquals(List.of(), index.list(List.of("camera")));
            assertEquals(List.of(), index.list(List.of()));
            assertEquals(2, index.synchronise("smart_scan", List.of(entry("b", 3))));
            GalleryEntry left = index.list(List.of("smart_scan")).get(0);
            assertEquals(3, left.modified());
            assertEquals("smart_scan/scans/b", left.deleteEndpoint());
            assertTrue(left.galleryInfo().containsKey("dzi"));
            assertEquals(6L, left.galleryInfo().get("number_of_images"));
        }
    }

    @Test
    void notesSurviveChangesAndRestarts() throws Exception {
        Map<String, Object> note = Map.of("stars", 5L, "tags", List.of("x"));
        try (GalleryIndex index = GalleryIndex.open(folder, LOGGER)) {
            index.synchronise("smart_scan", List.of(entry("a", 1)));
            assertFalse(index.note("smart_scan/none", note));
            assertTrue(index.note("smart_scan/a", note));
            index.synchronise("smart_scan", List.of(entry("a", 2)));
        }
        try (GalleryIndex index = GalleryIndex.open(folder, LOGGER)) {
            assertEquals(note, index.list(List.of("smart_scan")).get(0).galleryAddedData());
        }
    }

    @Test
    void searchesAndPages() throws Exception {
        try (GalleryIndex index = GalleryIndex.open(folder, LOGGER)) {
            index.synchronise(
                    "smart_scan",
                    List.of(entry("mouse_1", 1), entry("rat%", 2), entry("Mouse_2", 3)));
            List<String> here = List.of("smart_scan");
            Optional<String> mouse = Optional.of("MOUSE");
            assertEquals(2, index.count(here, Optional.empty(), mouse));
            assertEquals(
                    "mouse_1", index.page(here, Optional.of("Scan"), mouse, 1, 1).get(0).name());
            assertEquals(1, index.count(here, Optional.empty(), Optional.of("%")), "no wildcard");
            assertEquals(0, index.count(here, Optional.of("Capture"), Optional.empty()));
        }
    }

    @Test
    void anotherVersionIsNotTouched() throws Exception {
        GalleryIndex.open(folder, LOGGER).close();
        try (Connection c =
                new Driver().connect("jdbc:h2:file:" + folder.resolve("index"), new Properties())) {
            c.createStatement().execute("UPDATE schema_version SET version = 2");
        }
        String said =
                assertThrows(IOException.class, () -> GalleryIndex.open(folder, LOGGER))
                        .getMessage();
        assertTrue(said.contains("version 2") && said.contains("version 1"), said);
    }

    @Test
    void aDamagedOneIsPutAside() throws Exception {
        GalleryIndex.open(folder, LOGGER).close();
        Path file = folder.resolve("index.mv.db");
        Files.writeString(file, "no database".repeat(2000), StandardOpenOption.TRUNCATE_EXISTING);
        try (GalleryIndex index = GalleryIndex.open(folder, LOGGER)) {
            assertEquals(1, index.synchronise("smart_scan", List.of(entry("a", 1))));
        }
        try (var all = Files.list(folder)) {
            assertTrue(all.anyMatch(p -> p.toString().contains("index-damaged-")));
        }
    }
}
