package org.labthings.plugins.internal.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.config.policy.PluginPolicy;
import org.labthings.plugins.internal.JarMaker;
import org.osgi.framework.Version;

class JarShelfTest {
    @TempDir Path folder;
    private PluginPolicy policy = new PluginPolicy(Set.of(), PluginPolicy.DEFAULT_SIZE);
    private JarShelf shelf;

    @BeforeEach
    void open() throws IOException {
        shelf = new JarShelf(folder.resolve("shelf"), new JarRules(() -> policy));
    }

    private Path file() {
        return folder.resolve("x.jar");
    }

    private String refuses(Path file) {
        return assertThrows(UnusableJarException.class, () -> shelf.take(file)).getMessage();
    }

    private List<Path> onShelf() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("shelf"))) {
            return files.toList();
        }
    }

    @Test
    void describesABundle() throws Exception {
        JarMaker.bundle("org.example.lamp; singleton:=true", "1.2.3.x").to(file());
        PluginJar jar = shelf.take(file());
        assertEquals("org.example.lamp 1.2.3.x (x.jar)", jar.toString());
        assertEquals(new Version("1.2.3.x"), jar.version());
        assertTrue(jar.singleton());
        assertEquals(-1, Files.mismatch(file(), jar.copy()));
        assertEquals(List.of(jar.copy()), onShelf());
    }

    @Test
    void theCopyStaysWhenTheFileChanges() throws Exception {
        PluginJar one = shelf.take(JarMaker.bundle("a", "1").to(file()));
        PluginJar again = shelf.take(file());
        PluginJar two = shelf.take(JarMaker.bundle("a", "2").to(file()));
        assertTrue(one.sameContent(again));
        assertFalse(one.sameContent(two));
        assertEquals(2, onShelf().size());
        shelf.keepOnly(Set.of(two.copy()));
        assertEquals(List.of(two.copy()), onShelf());
    }

    @Test
    void aLibraryThatIsNoBundle() throws Exception {
        assertTrue(refuses(JarMaker.plain().to(file())).startsWith("it is no OSGi bundle"));
        assertEquals(List.of(), onShelf());
    }

    @Test
    void aFileThatIsNoJar() throws Exception {
        assertTrue(refuses(Files.writeString(file(), "hello")).startsWith("it is no jar"));
    }

    @Test
    void aTruncatedJar() throws Exception {
        byte[] all = Files.readAllBytes(JarMaker.bundle("a", "1").to(file()));
        Files.write(file(), Arrays.copyOf(all, all.length / 2));
        assertTrue(refuses(file()).contains("incomplete"), refuses(file()));
    }

    @Test
    void aJarWithADamagedEntry() throws Exception {
        byte[] all = Files.readAllBytes(JarMaker.bundle("a", "1").to(file()));
        all[all.length / 2] ^= 0x55;
        Files.write(file(), all);
        assertTrue(refuses(file()).contains("damaged"), refuses(file()));
    }

    @Test
    void headersThatCannotBeUsed() throws Exception {
        assertTrue(refuses(JarMaker.bundle("a", "one").to(file())).contains("Bundle-Version one"));
        assertTrue(
                refuses(JarMaker.bundle("../a", "1").to(file())).contains("Bundle-SymbolicName"));
    }

    @Test
    void preferenceIsVersionThenAgeThenName() throws Exception {
        FileTime now = FileTime.fromMillis(2_000_000);
        FileTime before = FileTime.fromMillis(1_000_000);
        PluginJar[] jars = {
            take("a.jar", "1.10", now),
            take("b.jar", "1.9", now),
            take("c.jar", "1.9", before),
            take("d.jar", "1.9", before)
        };
        PluginJar[] sorted = {jars[3], jars[1], jars[0], jars[2]};
        Arrays.sort(sorted, PluginJar.PREFERENCE);
        assertEquals(Arrays.asList(jars), Arrays.asList(sorted));
    }

    private PluginJar take(String name, String version, FileTime time) throws Exception {
        Path file = JarMaker.bundle("a", version).to(folder.resolve(name));
        Files.setLastModifiedTime(file, time);
        return shelf.take(file);
    }

    @Test
    void lastGoodJarsOutliveTheServer() throws Exception {
        PluginJar jar = shelf.take(JarMaker.bundle("a", "1").to(file()));
        LastGoodJars good = new LastGoodJars(folder.resolve("good"), shelf);
        assertEquals(Optional.empty(), good.find("a"));
        good.keep(jar);
        Files.writeString(folder.resolve("good/cut.jar"), "a crash left this");

        LastGoodJars later = new LastGoodJars(folder.resolve("good"), shelf);
        assertTrue(later.find("a").get().sameContent(jar));
        assertFalse(Files.exists(folder.resolve("good/cut.jar")));
        later.keepOnly(Set.of("b"));
        assertEquals(Optional.empty(), later.find("a"));
        assertFalse(Files.exists(folder.resolve("good/a.jar")));
    }

    @Test
    void aLargeFileIsRefused() throws IOException {
        policy = new PluginPolicy(Set.of(), 1024);
        Files.write(file(), new byte[1025]);
        String why = refuses(file());
        assertTrue(why.contains("1025 bytes") && why.contains("plugins_size"), why);
        assertEquals(List.of(), onShelf());
    }

    @Test
    void onlyTrustedSignersAreTaken() throws Exception {
        Path plain = JarMaker.bundle("a.b", "1").to(folder.resolve("plain.jar"));
        SigningKey mine = SigningKey.make(folder.resolve("mine.p12"));
        SigningKey theirs = SigningKey.make(folder.resolve("theirs.p12"));
        policy = new PluginPolicy(Set.of(mine.fingerprint()), PluginPolicy.DEFAULT_SIZE);
        assertTrue(refuses(plain).contains("not signed"), refuses(plain));
        Path foreign = theirs.sign(plain, folder.resolve("foreign.jar"));
        assertTrue(refuses(foreign).contains(theirs.fingerprint()), refuses(foreign));
        Path signed = mine.sign(plain, folder.resolve("signed.jar"));
        assertEquals("a.b", shelf.take(signed).symbolicName());
    }

    @Test
    void whatWasAddedAfterSigningIsNotTrusted() throws Exception {
        Path plain = JarMaker.bundle("a.b", "1").to(folder.resolve("plain.jar"));
        SigningKey mine = SigningKey.make(folder.resolve("mine.p12"));
        policy = new PluginPolicy(Set.of(mine.fingerprint()), PluginPolicy.DEFAULT_SIZE);
        Path signed = mine.sign(plain, folder.resolve("signed.jar"));
        try (var zip = FileSystems.newFileSystem(signed)) {
            Files.writeString(zip.getPath("Added.class"), "x");
        }
        assertTrue(refuses(signed).contains("Added.class"), refuses(signed));
    }

    @Test
    void withoutAPolicyNothingIsTaken() throws IOException {
        JarShelf closed =
                new JarShelf(
                        folder.resolve("closed"),
                        new JarRules(
                                () -> {
                                    throw new IOException("the file is gone");
                                }));
        Files.write(file(), new byte[10]);
        assertTrue(
                assertThrows(UnusableJarException.class, () -> closed.take(file()))
                        .getMessage()
                        .contains("the file is gone"));
    }
}
