package org.labthings.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Maven repository that has of this project what "mvn install" gives, module by module, and of
 * everything else what the repository of this build has.
 */
final class InstalledRepository {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ARTIFACT =
            Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");
    private static final String GROUP = "org/labthings";

    private final Path project;
    private final String version;

    InstalledRepository(Path project, String version) {
        this.project = project;
        this.version = version;
    }

    /** Makes it. Links to the other repository; our own files are copied. */
    void makeAt(Path repository, Path other) throws IOException {
        link(other, repository, "org");
        link(other.resolve("org"), repository.resolve("org"), "labthings");
        put(repository, "labthings-osgi", project);
        for (String module : modules()) {
            Path folder = project.resolve(module);
            put(repository, artifact(folder), folder);
        }
    }

    List<String> modules() throws IOException {
        return MODULE.matcher(Files.readString(project.resolve("pom.xml")))
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    /** The artifact of a module; one without a parent has the name of its folder. */
    private static String artifact(Path module) throws IOException {
        Matcher m = ARTIFACT.matcher(Files.readString(module.resolve("pom.xml")));
        return m.find() ? m.group(1) : module.getFileName().toString();
    }

    private void put(Path repository, String artifact, Path module) throws IOException {
        Path to =
                Files.createDirectories(
                        repository.resolve(GROUP).resolve(artifact).resolve(version));
        String name = artifact + "-" + version;
        Files.copy(module.resolve("pom.xml"), to.resolve(name + ".pom"));
        Path target = module.resolve("target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                for (Path f : files.filter(f -> isArtifact(f, name)).toList()) {
                    Files.copy(f, to.resolve(f.getFileName()));
                }
            }
        }
    }

    private static boolean isArtifact(Path file, String name) {
        String fileName = file.getFileName().toString();
        return fileName.startsWith(name) && fileName.endsWith(".jar");
    }

    private static void link(Path from, Path to, String except) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }
}
