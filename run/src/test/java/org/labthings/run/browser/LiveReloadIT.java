package org.labthings.run.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/** A page that is edited on disk is seen changed, in a real browser that nobody touches. */
class LiveReloadIT {
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html><head><title>Lab</title><link rel="icon" href="dot.svg">
            <link rel="stylesheet" href="style.css"></head>
            <body><h1>%s</h1><img src="dot.svg" alt=""></body></html>
            """;
    private static final String DOT =
            "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='9'><rect width='9'"
                    + " height='9'/></svg>";

    @TempDir Path folder;

    @Test
    void anEditedPageIsSeenChanged() throws Exception {
        Optional<Path> browser = Chromium.installed();
        Assumptions.assumeTrue(browser.isPresent(), "no Chromium");
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), PAGE.formatted("before"));
        Files.writeString(site.resolve("style.css"), "h1 {color: rgb(1, 2, 3)}");
        Files.writeString(site.resolve("dot.svg"), DOT.formatted(9));
        String config =
                "{\"things\": {}, \"live_reload\": {}, \"static_files\": {\"site\": {\"folder\": \""
                        + site
                        + "\"}}}";
        try (Laboratory lab = Laboratory.open(folder, config);
                Chromium chromium = Chromium.start(browser.get(), folder)) {
            lab.await("/", r -> r.body().contains("livereload.js"));
            Page page = chromium.page();
            page.open(lab.url() + "");
            page.await("h1", "before");
            connected(page);

            Files.writeString(site.resolve("index.html"), PAGE.formatted("after"));
            page.await("h1", "after");
            connected(page);

            page.eval("window.same = true");
            Files.writeString(site.resolve("style.css"), "h1 {color: rgb(0, 128, 0)}");
            page.await("getComputedStyle(document.querySelector('h1')).color === 'rgb(0, 128, 0)'");
            Files.writeString(site.resolve("dot.svg"), DOT.formatted(90));
            page.await("document.images[0].naturalWidth === 90");
            page.await("window.same"); // style and image were exchanged, the page stayed
            page.screenshot("livereload");
            assertEquals(List.of(), page.errors());
        }
    }

    private static void connected(Page page) throws Exception {
        page.await("document.documentElement.dataset.livereload === 'connected'");
    }
}
