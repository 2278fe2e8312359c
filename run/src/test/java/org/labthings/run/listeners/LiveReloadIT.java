package org.labthings.run.listeners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/**
 * Live reload (specification of listeners, section 4; acceptance checks 3 and 4). Tests of defects
 * of the original have their number in the specification.
 */
class LiveReloadIT {
    @TempDir static Path folder;
    private static Laboratory lab;
    private static Path site;
    private final List<LiveSocket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        site = Files.createDirectories(folder.resolve("site"));
        Files.createDirectories(site.resolve("a"));
        for (String page : List.of("index", "a/b", "a/c", "a/index", "marker")) {
            write(page + ".html", "<html><body>1</body></html>");
        }
        write("style.css", "body {}");
        write("code.js", "1;");
        write("a/logo.png", "1");
        String config =
                """
                {"things": {},
                 "static_files": {"site": {"folder": "%s"}, "twice": {"folder": "%s", "path": "/twice"}},
                 "live_reload": {"debounce": 100}}
                """
                        .formatted(site, site);
        lab = Laboratory.open(folder, config);
        lab.await("/livereload.js", r -> r.statusCode() == 200);
        lab.await("/a/b.html", r -> r.statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    @AfterEach
    void end() {
        sockets.forEach(LiveSocket::close);
    }

    private static void write(String name, String text) throws Exception {
        Files.writeString(site.resolve(name), text);
    }

    private LiveSocket page(String path) throws Exception {
        LiveSocket live = LiveSocket.of(lab.url(), path);
        sockets.add(live);
        return live;
    }

    private static String reload(String path) {
        return "{\"command\":\"reload\",\"path\":\""
                + path
                + "\",\"liveCSS\":true,\"liveImg\":true}";
    }

    /** A page of its own, by which one sees that everything before it has been worked off. */
    private LiveSocket marker() throws Exception {
        return page("/marker");
    }

    @Test
    void theHandshakeIsAsTheOriginals() throws Exception {
        LiveSocket live = LiveSocket.connect(lab.url());
        sockets.add(live);
        live.say(LiveSocket.HELLO);
        assertEquals(
                "{\"command\":\"hello\",\"protocols\":[\"http://livereload.com/protocols/official-7\"],"
                    + "\"serverName\":\"livereload-tornado\"}",
                live.await());
        assertEquals(426, lab.get("/livereload").statusCode());
    }

    @Test
    void defect1AndDefect6PagesAreReloadedInEveryTab() throws Exception {
        LiveSocket first = page("/a/b");
        LiveSocket second = page("/a/b.html?x=1#y");
        LiveSocket third = page("/twice/a/b.html");
        LiveSocket other = page("/a/c");
        write("a/b.html", "<html><body>2</body></html>");
        assertEquals(reload("/a/b"), first.await());
        assertEquals(reload("/a/b.html"), second.await());
        assertEquals(reload("/twice/a/b.html"), third.await());
        write("a/c.html", "<html><body>2</body></html>");
        assertEquals(reload("/a/c"), other.await());
        assertEquals("", first.heard());
    }

    @Test
    void anIndexPageStandsForItsFolder() throws Exception {
        LiveSocket root = page("/");
        LiveSocket sub = page("/a/");
        write("index.html", "<html><body>2</body></html>");
        assertEquals(reload("/index.html"), root.await());
        write("a/index.html", "<html><body>2</body></html>");
        assertEquals(reload("/a/index.html"), sub.await());
    }

    @Test
    void defect17StylesAndImagesAreNamedScriptsReloadAll() throws Exception {
        LiveSocket live = page("/a/b");
        LiveSocket other = page("/twice/a/c");
        write("style.css", "body {color: red}");
        List<String> both = List.of(reload("/style.css"), reload("/twice/style.css"));
        assertEquals(both, List.of(live.await(), live.await()).stream().sorted().toList());
        assertEquals(both, List.of(other.await(), other.await()).stream().sorted().toList());
        write("code.js", "2;");
        assertEquals(reload("/a/b"), live.await());
        live.forget();
        other.forget();
        LiveSocket third = page("/a/b");
        write("a/logo.png", "2");
        assertTrue(third.await().contains("/a/logo.png"));
    }

    @Test
    void temporaryAndHiddenFilesReachNobody() throws Exception {
        LiveSocket live = page("/a/b");
        LiveSocket marker = marker();
        for (String name :
                List.of("a/b.html.tmp", "a/.b.html", "a/b.html~", "a/4913", "a/.b.css")) {
            write(name, "x");
        }
        Files.delete(site.resolve("a/b.html.tmp"));
        write("marker.html", "2");
        assertEquals(reload("/marker"), marker.await());
        assertEquals("", live.heard());
    }

    @Test
    void editorsThatReplaceFilesCount() throws Exception {
        LiveSocket live = page("/a/b");
        write("a/b.html.tmp", "<html><body>3</body></html>");
        Files.move(
                site.resolve("a/b.html.tmp"),
                site.resolve("a/b.html"),
                StandardCopyOption.REPLACE_EXISTING);
        assertEquals(reload("/a/b"), live.await());
    }

    @Test
    void aBadHandshakeHarmsNobody() throws Exception {
        LiveSocket good = page("/a/b");
        LiveSocket bad = LiveSocket.connect(lab.url());
        sockets.add(bad);
        bad.say("{\"command\":\"info\",\"url\":\"" + lab.url().resolve("/a/b") + "\"}");
        bad.say("no json");
        bad.say(LiveSocket.HELLO);
        bad.await();
        bad.say("{\"command\":\"reload\"}");
        bad.say("{\"command\":\"info\",\"url\":\"file:///a/b\"}");
        write("a/b.html", "<html><body>4</body></html>");
        assertEquals(reload("/a/b"), good.await());
        assertEquals("", bad.heard());
        assertFalse(bad.closed.isDone(), "it may try again");
        lab.awaitLog("A client of live reload is not registered: hello was expected");
        lab.awaitLog("its url should be one of a page, not \"file:///a/b\"");
        bad.say("{\"command\":\"info\",\"url\":\"" + lab.url().resolve("/a/b") + "\"}");
        good.say("{\"command\":\"url\",\"url\":\"x\"}"); // as the standard client does
        LiveSocket marker = marker();
        write("marker.html", "3");
        marker.await();
        write("a/b.html", "<html><body>5</body></html>");
        assertEquals(reload("/a/b"), bad.await());
    }

    @Test
    void defect7ClientsThatGoHarmNobody() throws Exception {
        List<LiveSocket> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(page("/a/b"));
        }
        for (int i = 0; i < 40; i += 2) {
            many.get(i).close(); // cut off, while they are told
        }
        write("a/b.html", "<html><body>6</body></html>");
        for (int i = 1; i < 40; i += 2) {
            assertEquals(reload("/a/b"), many.get(i).await());
        }
    }

    @Test
    void pagesGetTheScriptAndAreNotKept() throws Exception {
        var page = lab.get("/a/c.html");
        assertTrue(
                page.body().endsWith("<script src=\"/livereload.js\"></script></body></html>"),
                page.body());
        assertTrue(page.headers().firstValue("ETag").orElse("").endsWith("-live\""));
        assertEquals("no-cache", page.headers().firstValue("Cache-Control").orElse(""));
        assertFalse(lab.get("/style.css").body().contains("script"));
    }

    @Test
    void anUpdatedBundleReloadsItsPages() throws Exception {
        Path work = folder.resolve("bundle");
        LiveSocket live = null;
        for (int version = 1; version <= 2; version++) {
            Path pages = Files.createDirectories(work.resolve("pages" + version));
            Files.writeString(pages.resolve("index.html"), "version " + version);
            Path jar =
                    new DriverJar(work)
                            .build(
                                    "lab.pages",
                                    version + ".0.0",
                                    "Nothing",
                                    "package lab.pages; public class Nothing {}",
                                    "LabThings-Web-Resources: /guide=web",
                                    "-includeresource: web=" + pages);
            DriverJar.drop(jar, lab.plugins(), "pages.jar");
            String wanted = "version " + version;
            lab.await("/guide/", r -> r.body().startsWith(wanted));
            if (version == 1) {
                assertEquals(404, lab.get("/guide/lab/pages/Nothing.class").statusCode());
                assertEquals(404, lab.get("/guide/../META-INF/MANIFEST.MF").statusCode());
                live = page("/guide/");
                page("/a/b");
            }
        }
        assertEquals(reload("/guide/index.html"), live.await());
    }

    @Test
    void socketsAreClosedInAFriendlyWay() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own"));
        LiveSocket live;
        try (Laboratory another =
                Laboratory.open(
                        own, "{\"things\": {}, \"live_reload\": {\"insert_script\": false}}")) {
            another.await("/livereload.js", r -> r.statusCode() == 200);
            live = LiveSocket.of(another.url(), "/");
        }
        assertEquals(1000, live.closed.get(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS));
    }
}
