package org.labthings.cli.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a generated client needs and has in its own file. */
final class Runtime {
    private Runtime() {}

    static String text(String name) {
        try (InputStream in = Runtime.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("It is part of this program", e);
        }
    }
}
