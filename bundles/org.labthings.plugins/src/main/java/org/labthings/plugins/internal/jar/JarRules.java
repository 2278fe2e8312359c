package org.labthings.plugins.internal.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.labthings.config.policy.PluginPolicy;

/** Which files may become plugins at all: their size, and who signed them. */
public final class JarRules {
    private static final int BUFFER = 64 * 1024;

    private final Source policy;

    /** The policy at the moment of asking. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads it.
         *
         * @throws IOException when it is not known; then nothing may be installed
         */
        PluginPolicy read() throws IOException;
    }

    /** Rules of a policy that is read for each file. */
    public JarRules(Source policy) {
        this.policy = policy;
    }

    /**
     * How many bytes a plugin may have, at this moment.
     *
     * @throws UnusableJarException when that is not known; then nothing may be installed
     */
    public long largest() throws UnusableJarException {
        return now().size();
    }

    /** The rules at this moment. */
    PluginPolicy now() throws UnusableJarException {
        try {
            return policy.read();
        } catch (IOException e) {
            throw new UnusableJarException(
                    "it is not known which plugins are trusted: " + e.getMessage());
        }
    }

    static void checkSize(Path file, PluginPolicy policy) throws UnusableJarException, IOException {
        long size = Files.size(file);
        if (size > policy.size()) {
            throw new UnusableJarException(
                    "it has " + size + " bytes, and security.plugins_size allows " + policy.size());
        }
    }

    /** Every class and file in it must be signed by somebody who is trusted. */
    static void checkSigner(Path copy, PluginPolicy policy)
            throws UnusableJarException, IOException {
        if (policy.trusted().isEmpty()) {
            return;
        }
        try (JarFile jar = new JarFile(copy.toFile(), true)) {
            byte[] buffer = new byte[BUFFER];
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.isDirectory() || isSignature(entry.getName())) {
                    continue;
                }
                try (InputStream in = jar.getInputStream(entry)) { // signers are known at the end
                    while (in.read(buffer) >= 0) {
                        continue;
                    }
                }
                checkSigner(entry, policy.trusted());
            }
        } catch (SecurityException e) { // what the JDK throws for a signature that does not fit
            throw new UnusableJarException(
                    "its signature does not fit its content: " + e.getMessage() + ". Get it again");
        } catch (GeneralSecurityException e) {
            throw new UnusableJarException("its signature cannot be checked: " + e.getMessage());
        }
    }

    private static void checkSigner(JarEntry entry, Set<String> trusted)
            throws UnusableJarException, GeneralSecurityException {
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null) {
            throw new UnusableJarException(
                    entry.getName()
                            + " in it is not signed, and security.plugins_trusted asks for a"
                            + " signature. Sign it with jarsigner");
        }
        String last = "";
        for (CodeSigner signer : signers) {
            // The signer's own certificate: nobody has checked who issued it.
            byte[] certificate = signer.getSignerCertPath().getCertificates().get(0).getEncoded();
            last =
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
            if (trusted.contains(last)) {
                return;
            }
        }
        throw new UnusableJarException(
                "it is signed by a certificate that security.plugins_trusted does not list: SHA-256"
                        + " "
                        + last);
    }

    /** The files that signatures consist of, which are not signed themselves. */
    private static boolean isSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("META-INF/") || upper.indexOf('/', "META-INF/".length()) >= 0) {
            return false;
        }
        return upper.equals(JarFile.MANIFEST_NAME)
                || upper.endsWith(".SF")
                || upper.endsWith(".RSA")
                || upper.endsWith(".DSA")
                || upper.endsWith(".EC");
    }
}
