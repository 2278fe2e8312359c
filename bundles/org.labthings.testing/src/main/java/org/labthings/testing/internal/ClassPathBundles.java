package org.labthings.testing.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundles on the class path of a test: jars, and folders that bnd has made bundles of. */
public final class ClassPathBundles {
    private static final String NAME = "Bundle-SymbolicName";

    private ClassPathBundles() {}

    /** The folders of classes that are bundles: what the module under test will be packed from. */
    public static List<Path> underTest() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path entry : entries()) {
            if (Files.isDirectory(entry) && symbolicName(entry).isPresent()) {
                found.add(entry);
            }
        }
        return found;
    }

    /** A jar or folder with a symbolic name. */
    public static Optional<Path> find(String symbolicName) throws IOException {
        for (Path entry : entries()) {
            if (symbolicName(entry).equals(Optional.of(symbolicName))) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static List<Path> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    /** The symbolic name of a jar or a folder that is a bundle. */
    public static Optional<String> symbolicName(Path entry) throws IOException {
        return manifest(entry)
                .map(m -> m.getMainAttributes().getValue(NAME))
                .map(n -> n.split(";", 2)[0].strip());
    }

    private static Optional<Manifest> manifest(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            Path file = entry.resolve(JarFile.MANIFEST_NAME);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of(new Manifest(in));
            }
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            return Optional.ofNullable(jar.getManifest());
        }
    }

    /**
     * Puts a bundle into a folder that a server watches, in one move.
     *
     * @param bundle a jar, or a folder with classes and a manifest
     * @return where it is now
     * @throws IOException when it is no bundle, or cannot be copied
     */
    public static Path deploy(Path bundle, Path folder) throws IOException {
        String name =
                symbolicName(bundle)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                bundle
                                                        + " is no bundle: it has no "
                                                        + NAME
                                                        + " in its manifest. Is bnd-maven-plugin"
                                                        + " in its build?"));
        Path part = folder.resolve(name + ".jar.part");
        if (Files.isDirectory(bundle)) {
            pack(bundle, part);
        } else {
            Files.copy(bundle, part);
        }
        return Files.move(
                part,
                folder.resolve(name + ".jar"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void pack(Path folder, Path jar) throws IOException {
        Manifest manifest = manifest(folder).orElseThrow();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(folder)) {
            for (Path f : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(f).toString().replace(File.separatorChar, '/');
                if (!name.equals(JarFile.MANIFEST_NAME)) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(f, out);
                }
            }
        }
    }
}
