package org.labthings.thing.smartscan.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScansTest {
    @TempDir Path base;
    private Path folder;
    private Scans scans;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(base.resolve("smart_scan"));
        scans = new Scans(folder);
    }

    @Test
    void namesAreSafeAndCounted() throws IOException {
        assertEquals("scan_0001", scans.create("").name());
        assertEquals("scan_0002", scans.create("  ").name());
        assertEquals("my_mouse_0001", scans.create("_My Mouse..").name());
        assertEquals("etc_passwd_0001", scans.create("/../etc/passwd").name());
        assertEquals("scan_0003", scans.create("..").name());
        Files.createDirectory(folder.resolve("scan_0041"));
        Files.createFile(folder.resolve("scan_0042"));
        assertEquals("scan_0043", scans.create("scan").name());
        Files.createDirectory(folder.resolve("scan_9999"));
        assertThrows(FileAlreadyExistsException.class, () -> scans.create("scan"));
    }

    @Test
    void onlyFoldersOfItsOwnAreFound() throws IOException {
        Files.createDirectories(base.resolve("outside/images"));
        Files.createSymbolicLink(folder.resolve("link"), base.resolve("outside"));
        scans.create("a");
        assertTrue(scans.find("a_0001").isPresent());
        for (String name :
                List.of(
                        "",
                        ".",
                        "..",
                        "../outside",
                        "a_0001/images",
                        "link",
                        "a_0001/../a_0001",
                        "..\\outside",
                        "a\0b",
                        folder.resolve("a_0001").toString())) {
            assertEquals(Optional.empty(), scans.find(name), name);
        }
        assertEquals(List.of("a_0001"), scans.all().stream().map(ScanFolder::name).toList());
    }

    @Test
    void deletesAllOfAScanAndNothingElse() throws IOException {
        Path precious = Files.writeString(base.resolve("precious"), "x");
        ScanFolder scan = scans.create("a");
        Files.writeString(scan.images().resolve("img_1_2_3.jpeg"), "x");
        Files.createSymbolicLink(scan.images().resolve("link"), base);
        scans.create("b");
        scans.delete(scan);
        assertTrue(Files.exists(precious), "links are not followed");
        assertEquals(List.of("b_0001"), names(folder));
    }

    @Test
    void whatAServerLeftHalfDeletedGoes() throws IOException {
        Files.createDirectories(folder.resolve(".deleting-1/images"));
        scans.deleteRemains();
        assertEquals(List.of(), names(folder));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void knowsWhatIsInAScan() throws IOException {
        ScanFolder scan = scans.create("a");
        for (String name :
                List.of(
                        "img_-10_20_-3.jpeg",
                        "img_1_2_3.jpeg",
                        "old_5_-6.jpg",
                        "preview.jpg",
                        "stitched_thumbnail.jpg",
                        "a_0001_stitched.jpg",
                        "a_0001_stitched.ome.tiff",
                        ".saving-1_2.jpeg",
                        "a_0001.dzi")) {
            Files.writeString(scan.images().resolve(name), "x");
        }
        assertEquals(3, scan.imageCount());
        assertEquals(Optional.of("images/a_0001_stitched.jpg"), scan.stitched());
        assertEquals(Optional.of("images/a_0001.dzi"), scan.dzi());
        assertEquals(Optional.empty(), scan.data());
    }

    @Test
    void theArchiveHasEverythingOnce() throws IOException {
        ScanFolder scan = scans.create("a");
        Files.writeString(scan.logFile(), "log");
        Files.writeString(scan.images().resolve("img_1_2_3.jpeg"), "picture");
        Files.createDirectories(scan.images().resolve("a_0001_files/0"));
        Files.writeString(scan.images().resolve("a_0001_files/0/0_0.jpg"), "tile");
        Files.writeString(scan.images().resolve("a_0001.dzi"), "x");
        Files.writeString(scan.path().resolve(".preview.log"), "x");
        Files.writeString(scan.images().resolve("a_0001_stitched.ome.tiff"), "all of it");
        Files.writeString(scan.images().resolve(".a_0001_stitched.ome.tiff.new"), "half of it");
        Path zip = ScanZip.of(scan);
        assertEquals(
                new TreeSet<>(
                        List.of(
                                "images/a_0001_stitched.ome.tiff",
                                "images/img_1_2_3.jpeg",
                                "log.txt")),
                entries(zip));

        FileTime before = FileTime.fromMillis(1000);
        Files.setLastModifiedTime(zip, before);
        ScanZip.of(scan);
        assertEquals(before, Files.getLastModifiedTime(zip), "nothing changed, nothing is done");
        Files.writeString(scan.logFile(), "longer");
        Files.writeString(scan.images().resolve("img_4_5_6.jpeg"), "picture");
        ScanZip.of(scan);
        assertNotEquals(before, Files.getLastModifiedTime(zip));
        assertEquals(
                new TreeSet<>(
                        List.of(
                                "images/a_0001_stitched.ome.tiff",
                                "images/img_1_2_3.jpeg",
                                "images/img_4_5_6.jpeg",
                                "log.txt")),
                entries(zip));
        Files.writeString(zip, "damaged");
        assertEquals(4, entries(ScanZip.of(scan)).size(), "a damaged one is made anew");
    }

    private static TreeSet<String> entries(Path zip) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            file.stream().forEach(e -> assertTrue(names.add(e.getName())));
        }
        return names;
    }

    @Test
    void sitesSurviveAServerThatDied() throws IOException {
        SiteLog log = scans.create("a").sites();
        assertEquals(List.of(), log.read());
        SiteLog.Entry first = new SiteLog.Entry(1, -2, 3, true, true);
        SiteLog.Entry second = new SiteLog.Entry(4, 5, 6, false, false);
        log.add(first);
        Files.writeString(
                log.file(), "{\"x\":7,", java.nio.file.StandardOpenOption.APPEND); // half a line
        assertEquals(List.of(first), log.read());
        log.add(second);
        assertEquals(List.of(first, second), log.read());
        Files.writeString(log.file(), "nonsense\n");
        assertThrows(IOException.class, log::read);
        assertFalse(Files.readString(log.file()).isEmpty(), "nothing is lost");
    }
}
