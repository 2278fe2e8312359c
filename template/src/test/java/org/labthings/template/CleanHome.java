package org.labthings.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The home of somebody who has nothing but what "mvn install" of this project gives, and no
 * network: scripts run in it as if typed there.
 */
final class CleanHome implements AutoCloseable {
    /** The clone. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** Version of the project. */
    static final String VERSION = property("labthings.version");

    private static final long DEADLINE_SECONDS = 300; // Maven, several times

    private final Path folder;

    private CleanHome(Path folder) {
        this.folder = folder;
    }

    /** Makes it, below the module's build folder: a temporary folder must not hold links. */
    static CleanHome make() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "home-");
        Path maven = Files.createDirectories(folder.resolve(".m2"));
        Files.writeString(
                maven.resolve("settings.xml"), "<settings><offline>true</offline></settings>\n");
        new InstalledRepository(PROJECT, VERSION)
                .makeAt(maven.resolve("repository"), Path.of(property("labthings.repository")));
        return new CleanHome(folder);
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("The build sets -D" + name);
        }
        return value;
    }

    /** The folder. */
    Path folder() {
        return folder;
    }

    /**
     * Types a script into a shell in this folder; returns what was said.
     *
     * @throws AssertionError with all that was said, when it fails or hangs
     */
    String run(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script.sh"), script);
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString());
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.get("PATH");
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", folder.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LABTHINGS", PROJECT.toString());
        environment.put("LABTHINGS_CDS", "off"); // no class archive for one short run
        // A JVM asks the system for the home, not the environment. The other property: where an
        // artifact was downloaded from does not matter here.
        environment.put(
                "MAVEN_OPTS",
                "-Duser.home="
                        + folder
                        + " -Daether.enhancedLocalRepository.trackingFilename=none"
                        + " -XX:TieredStopAtLevel=1");
        Process shell = builder.start();
        try {
            boolean done = shell.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output);
            assertTrue(done, "it hangs after\n" + said);
            assertEquals(0, shell.exitValue(), said);
            return said;
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    /**
     * Deletes it; links, not what they lead to. What a server that is just ending does there is
     * waited for.
     */
    @Override
    public void close() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            try {
                delete();
                return;
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private void delete() throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                            throws IOException {
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
