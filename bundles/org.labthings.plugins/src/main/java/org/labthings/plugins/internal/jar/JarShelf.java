package org.labthings.plugins.internal.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.labthings.config.policy.PluginPolicy;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * Private copies of jars, named by their content: what is checked is what is installed, whatever
 * happens meanwhile to the file in the plugins folder.
 */
public final class JarShelf {
    private static final int BUFFER = 64 * 1024;
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private final Path folder;
    private final JarRules rules;

    /**
     * A shelf in a folder of its own.
     *
     * @param rules what may lie on it
     * @throws IOException when the folder cannot be created
     */
    public JarShelf(Path folder, JarRules rules) throws IOException {
        this.rules = rules;
        this.folder = Files.createDirectories(folder);
    }

    /**
     * Copies a file and checks that it is a bundle, down to the checksum of each entry.
     *
     * @throws UnusableJarException when it is none
     * @throws IOException when it cannot be read, or the copy cannot be written
     */
    public PluginJar take(Path file) throws UnusableJarException, IOException {
        PluginPolicy policy = rules.now();
        JarRules.checkSize(file, policy);
        long modified = Files.getLastModifiedTime(file).toMillis();
        Path fresh = Files.createTempFile(folder, "incoming", ".tmp");
        try {
            String digest = copy(file, fresh);
            JarRules.checkSize(fresh, policy); // it may have grown meanwhile
            PluginJar jar = describe(file, fresh, digest, modified);
            JarRules.checkSigner(fresh, policy);
            Files.move(fresh, jar.copy(), StandardCopyOption.REPLACE_EXISTING);
            return jar;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String copy(Path from, Path to) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private PluginJar describe(Path file, Path copy, String digest, long modified)
            throws UnusableJarException, IOException {
        try (JarFile jar = new JarFile(copy.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null || name.isBlank()) {
                throw new UnusableJarException(
                        "it is no OSGi bundle, its manifest has no Bundle-SymbolicName. Build it"
                            + " with bnd, as the driver guide shows, or embed this library in the"
                            + " driver that uses it");
            }
            if (!SYMBOLIC_NAME.matcher(PluginJar.withoutParameters(name)).matches()) {
                throw new UnusableJarException(
                        "its Bundle-SymbolicName "
                                + name
                                + " may only have letters, digits, '_', '-' and '.'. Correct it");
            }
            checkEntries(jar);
            String host = main.getValue(Constants.FRAGMENT_HOST);
            return new PluginJar(
                    file.getFileName().toString(),
                    folder.resolve(digest + ".jar"),
                    PluginJar.withoutParameters(name),
                    version(main.getValue(Constants.BUNDLE_VERSION)),
                    PluginJar.isSingleton(name),
                    host == null ? null : PluginJar.withoutParameters(host),
                    digest,
                    modified,
                    false);
        } catch (ZipException e) {
            throw new UnusableJarException(
                    "it is no jar, or a damaged or incomplete one ("
                            + e.getMessage()
                            + "). Copy it again");
        }
    }

    /** A damaged entry would otherwise come to light when a class in it is first used. */
    private static void checkEntries(JarFile jar) throws ZipException {
        byte[] buffer = new byte[BUFFER];
        Enumeration<JarEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
            JarEntry entry = entries.nextElement();
            CRC32 checksum = new CRC32();
            try (InputStream in = jar.getInputStream(entry)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    checksum.update(buffer, 0, n);
                }
            } catch (IOException e) {
                throw (ZipException) new ZipException(entry + ": " + e.getMessage()).initCause(e);
            }
            if (entry.getCrc() >= 0 && entry.getCrc() != checksum.getValue()) {
                throw new ZipException(entry + ": wrong checksum");
            }
        }
    }

    private static Version version(String header) throws UnusableJarException {
        try {
            return Version.parseVersion(header);
        } catch (IllegalArgumentException e) {
            throw new UnusableJarException(
                    "its Bundle-Version " + header + " is not of the form 1.2.3. Correct it");
        }
    }

    /** Deletes the copies that nobody needs. */
    public void keepOnly(Set<Path> copies) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!copies.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
