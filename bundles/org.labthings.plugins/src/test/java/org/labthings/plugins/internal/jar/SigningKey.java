package org.labthings.plugins.internal.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A key that jars are signed with, by the tools of the JDK that runs the test. */
record SigningKey(Path store, String fingerprint) {
    private static final String PASSWORD = "changeit";

    static SigningKey make(Path store) throws Exception {
        run(
                "keytool",
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Test",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] certificate = keys.getCertificate("key").getEncoded();
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(certificate);
        return new SigningKey(store, HexFormat.of().formatHex(sum));
    }

    Path sign(Path jar, Path to) throws IOException, InterruptedException {
        run(
                "jarsigner",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-signedjar",
                to.toString(),
                jar.toString(),
                "key");
        return to;
    }

    private static void run(String tool, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        line.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(tool + " failed");
        }
    }
}
