package org.labthings.run.lab;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A driver bundle, compiled and packed on the fly. */
public final class DriverJar {
    private final Path work;

    /** Works in a temporary folder. */
    public DriverJar(Path work) {
        this.work = work;
    }

    /**
     * Builds a bundle of one class.
     *
     * @param name symbolic name of the bundle, and package of the class
     * @param version of the bundle
     * @param simpleName of the class
     * @param source its Java source, package and imports included
     * @param more further bnd instructions, {@code key: value}
     */
    public Path build(String name, String version, String simpleName, String source, String... more)
            throws Exception {
        Path folder = Files.createDirectories(work.resolve(name + "-" + version));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path java = folder.resolve(simpleName + ".java");
        Files.writeString(java, source);
        compile(java, classes);
        try (Builder builder = new Builder()) {
            builder.setProperty("Bundle-SymbolicName", name);
            builder.setProperty("Bundle-Version", version);
            builder.setProperty("Private-Package", name);
            builder.setProperty("-noextraheaders", "true");
            for (String instruction : more) {
                String[] pair = instruction.split(": ", 2);
                builder.setProperty(pair[0], pair[1]);
            }
            builder.addClasspath(classes.toFile());
            for (File f : classPath()) {
                builder.addClasspath(f);
            }
            Jar jar = builder.build();
            if (!builder.getErrors().isEmpty()) {
                throw new IllegalStateException(builder.getErrors().toString());
            }
            Path out = folder.resolve(name + "-" + version + ".jar");
            jar.write(out.toFile());
            return out;
        }
    }

    /** The same bundle, as another version of it. */
    public static Path restamp(Path jar, String version, Path to) throws IOException {
        try (JarFile in = new JarFile(jar.toFile())) {
            Manifest manifest = new Manifest(in.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
                for (JarEntry entry : Collections.list(in.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        in.getInputStream(entry).transferTo(out);
                    }
                }
            }
        }
        return to;
    }

    /**
     * A driver of the distribution as somebody else's: a bundle of another name, whose components
     * have other names.
     *
     * @param texts of the component descriptors, and what becomes of them
     */
    public static Path disguise(
            Path jar, String symbolicName, String version, Map<String, String> texts, Path out)
            throws IOException {
        try (JarFile in = new JarFile(jar.toFile())) {
            Manifest manifest = new Manifest(in.getManifest());
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName);
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream copy = new JarOutputStream(Files.newOutputStream(out), manifest)) {
                for (JarEntry entry : Collections.list(in.entries())) {
                    if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        continue;
                    }
                    byte[] content = in.getInputStream(entry).readAllBytes();
                    if (entry.getName().matches("OSGI-INF/.*\\.xml")) {
                        String text = new String(content, StandardCharsets.UTF_8);
                        for (Map.Entry<String, String> change : texts.entrySet()) {
                            text = text.replace(change.getKey(), change.getValue());
                        }
                        content = text.getBytes(StandardCharsets.UTF_8);
                    }
                    copy.putNextEntry(new JarEntry(entry.getName()));
                    copy.write(content);
                }
            }
        }
        return out;
    }

    private static List<File> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(f -> f.getName().contains("labthings") || f.getName().contains("osgi"))
                .filter(File::exists)
                .toList();
    }

    private static void compile(Path java, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean ok =
                    compiler.getTask(
                                    messages,
                                    files,
                                    null,
                                    List.of(
                                            "-d",
                                            classes.toString(),
                                            "-parameters",
                                            "--release",
                                            "17",
                                            "-proc:none"),
                                    null,
                                    files.getJavaFileObjects(java))
                            .call();
            if (!ok) {
                throw new IllegalStateException(messages.toString());
            }
        }
    }

    /** Puts a jar into a folder as deployment does: under another name first, then in one move. */
    public static Path drop(Path jar, Path folder, String fileName) throws IOException {
        Path temporary = Files.copy(jar, folder.resolve(fileName + ".part"));
        return Files.move(
                temporary,
                folder.resolve(fileName),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
