package org.labthings.testing.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathBundlesTest {
    @TempDir Path work;

    @Test
    void packsAFolderThatBndHasMadeABundleOf() throws Exception {
        Path classes = Files.createDirectories(work.resolve("classes/META-INF")).getParent();
        Files.writeString(
                classes.resolve("META-INF/MANIFEST.MF"),
                "Manifest-Version: 1.0\nBundle-SymbolicName: org.example.lamp;singleton:=true\n");
        Files.writeString(classes.resolve("a.txt"), "text");
        Path plugins = Files.createDirectories(work.resolve("plugins"));
        Path jar = ClassPathBundles.deploy(classes, plugins);
        assertEquals(plugins.resolve("org.example.lamp.jar"), jar);
        try (JarFile read = new JarFile(jar.toFile())) {
            assertEquals(
                    "org.example.lamp;singleton:=true",
                    read.getManifest().getMainAttributes().getValue("Bundle-SymbolicName"));
            assertEquals(
                    "text", new String(read.getInputStream(read.getEntry("a.txt")).readAllBytes()));
        }
        Path copy = ClassPathBundles.deploy(jar, Files.createDirectory(work.resolve("other")));
        assertEquals(-1, Files.mismatch(jar, copy));
    }

    @Test
    void saysThatSomethingIsNoBundle() {
        IOException e = assertThrows(IOException.class, () -> ClassPathBundles.deploy(work, work));
        assertTrue(e.getMessage().contains("bnd-maven-plugin"), e.getMessage());
    }

    @Test
    void findsBundlesOnTheClassPath() throws Exception {
        Optional<Path> api = ClassPathBundles.find("org.labthings.api");
        assertTrue(api.isPresent());
        assertFalse(ClassPathBundles.find("org.example.nothing").isPresent());
    }

    @Test
    void saysWhereToGetTheRunTimeSet() {
        IOException e = assertThrows(IOException.class, Distribution::home);
        assertTrue(e.getMessage().contains("org.labthings.runtime"), e.getMessage());
    }
}
