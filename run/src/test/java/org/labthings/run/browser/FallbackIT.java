package org.labthings.run.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;

/** The error page in a real browser: what is wrong is seen, mended, and tried again. */
class FallbackIT {
    private static final String COUNTER =
            """
            {
              "things": {
                "counter": {
                  "class": "org.labthings.thing.counter.Counter",
                  "kwargs": {"start": %s}
                }
              }
            }
            """;

    @TempDir Path folder;

    @Test
    void theReasonIsSeenMendedAndTriedAgain() throws Exception {
        Optional<Path> browser = Chromium.installed();
        Assumptions.assumeTrue(browser.isPresent(), "no Chromium");
        Path file = folder.resolve("lab.json");
        Files.writeString(file, COUNTER.formatted("\"<b>many</b>\""));
        try (Command server =
                        Command.run(
                                folder,
                                Command.distributed(),
                                "-c",
                                file.toString(),
                                "--port",
                                "0",
                                "--fallback");
                Chromium chromium = Chromium.start(browser.get(), folder)) {
            String url = server.await("Error page: ").replaceAll(".*(http://\\S+/).*", "$1");
            Page page = chromium.page();
            page.open(url);
            page.await("#error", "things.counter.kwargs.start: should be an integer");
            page.await("#configuration mark", "<b>many</b>");
            page.screenshot("fallback");
            List<String> others = page.errors().stream().filter(e -> !e.contains("500")).toList();
            assertEquals(List.of(), others, "the page itself is a 500, as the reference's");

            Files.writeString(file, COUNTER.formatted("7"));
            page.click("#retry");
            String at = server.await(" is at ").replaceAll(".*(http://\\S+/).*", "$1");
            page.screenshot("fallback-retry");
            page.open(at + "counter/counter");
            page.await("body", "7");
            server.signal("TERM");
            server.exit();
        }
    }
}
