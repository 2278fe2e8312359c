package org.labthings.security.internal.certificate;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The Java runtime's own tool for certificates, as a process. */
final class KeyTool {
    private static final long DEADLINE_SECONDS = 60;

    /** What browsers accept at most. */
    private static final int DAYS = 825;

    private static final String PASSWORD = "LABTHINGS_KEYSTORE_PASSWORD";

    private KeyTool() {}

    /**
     * Makes a key pair and a certificate for it.
     *
     * @param names host names and addresses
     * @throws IOException when that is not possible
     */
    static void selfSigned(Path file, String secret, List<String> names) throws IOException {
        Path tool = tool();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                tool.toString(),
                                "-genkeypair",
                                "-alias",
                                "labthings",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-sigalg",
                                "SHA256withECDSA",
                                "-dname",
                                "CN=LabThings",
                                "-validity",
                                String.valueOf(DAYS),
                                "-ext",
                                "san=" + alternatives(names),
                                "-ext",
                                "eku=serverAuth",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass:env",
                                PASSWORD));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put(PASSWORD, secret);
        run(builder, tool);
        owned(file);
    }

    private static Path tool() throws IOException {
        String name = File.separatorChar == '\\' ? "keytool.exe" : "keytool";
        Path tool = Path.of(System.getProperty("java.home"), "bin", name);
        if (!Files.isExecutable(tool)) {
            throw new IOException(
                    "No certificate can be made: this Java runtime has no "
                            + tool
                            + ". Give the server a certificate of your own (security.tls_keystore),"
                            + " or run it with a complete Java runtime");
        }
        return tool;
    }

    private static void run(ProcessBuilder builder, Path tool) throws IOException {
        Process process = builder.start();
        try {
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(tool + " did not end within " + DEADLINE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(tool + " could not make a certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a certificate was made", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** keytool makes it for everybody to read; its content is encrypted, but all the same. */
    private static void owned(Path file) throws IOException {
        File f = file.toFile();
        if (!f.setReadable(false, false) || !f.setReadable(true, true)) {
            throw new IOException("Others can read " + file + ", and that cannot be changed");
        }
    }

    private static String alternatives(List<String> names) {
        List<String> out = new ArrayList<>();
        for (String name : names) {
            boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
            out.add((address ? "ip:" : "dns:") + name.toLowerCase(Locale.ROOT));
        }
        return String.join(",", out);
    }
}
