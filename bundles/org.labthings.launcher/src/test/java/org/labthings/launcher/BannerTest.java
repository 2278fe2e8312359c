package org.labthings.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labthings.launcher.internal.command.Options;

class BannerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Banner banner =
            new Banner(
                    new Options(
                            Optional.empty(),
                            Optional.empty(),
                            "127.0.0.1",
                            5000,
                            Path.of("data"),
                            Path.of("plugins"),
                            false,
                            false,
                            false,
                            false,
                            false,
                            false),
                    new PrintStream(out, true));

    @Test
    void urlsCanBeFollowed() {
        banner.listening("http://127.0.0.1:5000", "/api/v3");
        String said = out.toString();
        assertTrue(said.contains(" http://127.0.0.1:5000/api/v3/things/\n"), said);
        assertTrue(said.contains(" http://127.0.0.1:5000/api/v3/thing_descriptions/\n"), said);
        assertTrue(said.contains(" is at http://127.0.0.1:5000/\n"), said);
    }

    @Test
    void withoutAPrefixThereIsNone() {
        banner.listening("http://127.0.0.1:5000/", "");
        assertTrue(out.toString().contains(" http://127.0.0.1:5000/things/\n"), out.toString());
    }
}
