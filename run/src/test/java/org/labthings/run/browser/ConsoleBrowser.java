package org.labthings.run.browser;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.labthings.run.lab.Laboratory;

/** A server with its Web Console, and a browser that looks at it as an administrator. */
final class ConsoleBrowser implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    private final Path folder;
    private final Laboratory lab;
    private final Chromium chromium;

    private ConsoleBrowser(Path folder, Laboratory lab, Chromium chromium) {
        this.folder = folder;
        this.lab = lab;
        this.chromium = chromium;
    }

    /** Skips the test where there is no browser. */
    static ConsoleBrowser open(Path folder, Path config) throws Exception {
        Optional<Path> executable = Chromium.installed();
        Assumptions.assumeTrue(executable.isPresent(), "no Chromium");
        Laboratory lab = Laboratory.openFile(folder, config);
        try {
            Chromium chromium = Chromium.start(executable.get(), folder);
            ConsoleBrowser console = new ConsoleBrowser(folder, lab, chromium);
            console.awaitPages("things", "access", "healthcheck", "events");
            return console;
        } catch (Exception | AssertionError e) {
            lab.close();
            throw e;
        }
    }

    /** The console starts after the first answer. */
    private void awaitPages(String... labels) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        for (String label : labels) {
            while (status("GET", label, "Authorization", "Bearer " + token()) != 200) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("The console has no page " + label);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    Laboratory lab() {
        return lab;
    }

    /** A new tab, at a page of the console. */
    Page page(String path) throws Exception {
        Page page = chromium.page();
        page.header("Authorization", "Bearer " + token());
        go(page, path);
        return page;
    }

    void go(Page page, String path) throws Exception {
        page.open(lab.url().resolve("/system/console/" + path).toString());
    }

    /** What the server wrote for whoever may read its data folder. */
    String token() throws Exception {
        return Files.readString(folder.resolve("data/security/local-token")).strip();
    }

    /** Presses a button of a dialog. */
    static void dialog(Page page, String id, String button) throws Exception {
        page.await("$('#" + id + "').dialog('instance') && $('#" + id + "').dialog('isOpen')");
        page.eval(
                "void $('#"
                        + id
                        + "').dialog('widget').find('.ui-dialog-buttonset button').each(function ()"
                        + " { this.id = '"
                        + id
                        + "-' + this.textContent.trim(); })");
        page.click("[id='" + id + "-" + button + "']");
    }

    /** Answers of 400 and above that were meant; the browser logs each of them too. */
    static List<String> answers(Page page) {
        return page.errors().stream().filter(e -> !e.startsWith("Failed to load")).toList();
    }

    /** Of a request to the console that no browser makes. */
    int status(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(lab.url().resolve("/system/console/" + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.method(method, HttpRequest.BodyPublishers.ofString("{}"));
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        chromium.close();
        lab.close();
    }
}
