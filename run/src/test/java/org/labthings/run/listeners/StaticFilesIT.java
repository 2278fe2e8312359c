package org.labthings.run.listeners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.run.lab.Laboratory;

/** Static files of configured folders (specification of listeners, section 3). */
class StaticFilesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String DIGITS = "0123456789";

    @TempDir static Path folder;
    private static Laboratory lab;
    private static Path site;

    @BeforeAll
    static void start() throws Exception {
        site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<html><body>home</body></html>");
        Files.createDirectories(site.resolve("sub/bare"));
        Files.writeString(site.resolve("sub/index.html"), "sub");
        Files.writeString(site.resolve("sub/ä ö.txt"), "umlauts");
        Files.writeString(site.resolve("digits.txt"), DIGITS);
        Files.writeString(site.resolve("style.css"), "body {}");
        Files.writeString(site.resolve("code.js"), "1;");
        Files.write(site.resolve("data.unknown"), new byte[200_000]);
        Files.writeString(site.resolve(".hidden"), "secret");
        Files.createDirectories(site.resolve(".git"));
        Files.writeString(site.resolve(".git/config"), "secret");
        Files.writeString(folder.resolve("outside.txt"), "secret");
        Files.createSymbolicLink(site.resolve("out"), folder);
        Files.createSymbolicLink(site.resolve("out.txt"), folder.resolve("outside.txt"));
        Files.createSymbolicLink(site.resolve("in.txt"), site.resolve("digits.txt"));
        String config =
                """
                {"things": {"counter": "org.labthings.thing.counter.Counter"},
                 "static_files": {
                   "site": {"folder": "%s"},
                   "manual": {"folder": "%s", "path": "/manual", "index": "", "max_age": 60},
                   "later": {"folder": "%s", "path": "/later/"}}}
                """
                        .formatted(site, site.resolve("sub"), folder.resolve("later"));
        lab = Laboratory.open(folder, config);
        lab.await("/digits.txt", r -> r.statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    private static HttpResponse<String> ask(String method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(lab.url().resolve(path));
        request.method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void filesWithTypesAndValidators() throws Exception {
        HttpResponse<String> r = ask("GET", "/digits.txt");
        assertEquals(200, r.statusCode());
        assertEquals(DIGITS, r.body());
        assertEquals("10", header(r, "Content-Length"));
        assertTrue(header(r, "ETag").matches("\"[0-9a-f]+-a\""), header(r, "ETag"));
        assertTrue(header(r, "Last-Modified").endsWith("GMT"));
        assertEquals("no-cache", header(r, "Cache-Control"));
        assertEquals("nosniff", header(r, "X-Content-Type-Options"));
        HttpResponse<String> head = ask("HEAD", "/digits.txt");
        assertEquals(200, head.statusCode());
        assertEquals("10", header(head, "Content-Length"));
        assertEquals("", head.body());
        assertEquals("max-age=60", header(ask("GET", "/manual/index.html"), "Cache-Control"));
        assertEquals("umlauts", ask("GET", "/sub/%C3%A4%20%C3%B6.txt").body());
        assertEquals(DIGITS, ask("GET", "/in.txt").body(), "a link within");
    }

    @ParameterizedTest
    @CsvSource({
        "/digits.txt, text/plain; charset=utf-8",
        "/index.html, text/html; charset=utf-8",
        "/style.css, text/css; charset=utf-8",
        "/code.js, text/javascript; charset=utf-8",
        "/data.unknown, application/octet-stream"
    })
    void types(String path, String type) throws Exception {
        assertEquals(
                type, header(ask("GET", path), "Content-Type").replace(";charset", "; charset"));
    }

    @Test
    void conditionalRequests() throws Exception {
        HttpResponse<String> first = ask("GET", "/digits.txt");
        String etag = header(first, "ETag");
        String date = header(first, "Last-Modified");
        String old = "Mon, 01 Jan 2001 00:00:00 GMT";
        assertEquals(304, ask("GET", "/digits.txt", "If-None-Match", etag).statusCode());
        assertEquals(304, ask("HEAD", "/digits.txt", "If-None-Match", "W/" + etag).statusCode());
        assertEquals(
                304, ask("GET", "/digits.txt", "If-None-Match", "\"x\", " + etag).statusCode());
        assertEquals(200, ask("GET", "/digits.txt", "If-None-Match", "\"x\"").statusCode());
        assertEquals(304, ask("GET", "/digits.txt", "If-Modified-Since", date).statusCode());
        assertEquals(200, ask("GET", "/digits.txt", "If-Modified-Since", old).statusCode());
        assertEquals(200, ask("GET", "/digits.txt", "If-Modified-Since", "soon").statusCode());
        assertEquals(
                200,
                ask("GET", "/digits.txt", "If-None-Match", "\"x\"", "If-Modified-Since", date)
                        .statusCode(),
                "a tag counts more than a date");
        assertEquals(412, ask("GET", "/digits.txt", "If-Match", "\"x\"").statusCode());
        assertEquals(200, ask("GET", "/digits.txt", "If-Match", etag).statusCode());
        assertEquals(412, ask("GET", "/digits.txt", "If-Unmodified-Since", old).statusCode());
        HttpResponse<String> part =
                ask("GET", "/digits.txt", "Range", "bytes=1-2", "If-Range", etag);
        assertEquals(206, part.statusCode());
        assertEquals(
                200,
                ask("GET", "/digits.txt", "Range", "bytes=1-2", "If-Range", "\"x\"").statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 206, 0, bytes 0-0/10",
        "bytes=2-4, 206, 234, bytes 2-4/10",
        "bytes=7-, 206, 789, bytes 7-9/10",
        "bytes=-3, 206, 789, bytes 7-9/10",
        "bytes=-30, 206, 0123456789, bytes 0-9/10",
        "bytes=7-99, 206, 789, bytes 7-9/10",
        "bytes=10-, 416, , bytes */10",
        "bytes=4-2, 200, 0123456789,",
        "bytes=x-y, 200, 0123456789,",
        "bytes=-, 200, 0123456789,",
        "lines=1-2, 200, 0123456789,"
    })
    void ranges(String range, int status, String body, String contentRange) throws Exception {
        HttpResponse<String> r = ask("GET", "/digits.txt", "Range", range);
        assertEquals(status, r.statusCode());
        if (body != null) {
            assertEquals(body, r.body());
        }
        assertEquals(contentRange == null ? "" : contentRange, header(r, "Content-Range"));
    }

    @Test
    void severalRanges() throws Exception {
        HttpResponse<String> r = ask("GET", "/digits.txt", "Range", "bytes=0-1,8-");
        assertEquals(206, r.statusCode());
        String type = header(r, "Content-Type");
        assertTrue(type.startsWith("multipart/byteranges; boundary="), type);
        String boundary = type.substring(type.indexOf('=') + 1);
        String part =
                "Content-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Range: bytes %s/10\r\n\r\n"
                        + "%s\r\n";
        assertEquals(
                "--"
                        + boundary
                        + "\r\n"
                        + part.formatted("0-1", "01")
                        + "--"
                        + boundary
                        + "\r\n"
                        + part.formatted("8-9", "89")
                        + "--"
                        + boundary
                        + "--\r\n",
                r.body());
        assertEquals(String.valueOf(r.body().length()), header(r, "Content-Length"));
        String many = "bytes=" + "0-0,2-2,4-4,".repeat(20) + "9-9";
        int status = ask("GET", "/digits.txt", "Range", many).statusCode();
        assertTrue(status == 200 || status == 206, "many small ranges are no attack: " + status);
        String large = "bytes=0-9,150000-150009";
        assertEquals(206, ask("GET", "/data.unknown", "Range", large).statusCode());
    }

    @Test
    void foldersAndIndexPages() throws Exception {
        assertEquals("sub", ask("GET", "/sub/").body());
        HttpResponse<String> moved = ask("GET", "/sub?a=1");
        assertEquals(307, moved.statusCode());
        assertEquals("/sub/?a=1", header(moved, "Location"));
        assertEquals(404, ask("GET", "/sub/bare/").statusCode(), "no listing");
        assertEquals(404, ask("GET", "/manual/").statusCode(), "no index is wanted there");
        assertEquals(404, ask("GET", "/digits.txt/").statusCode());
        assertTrue(ask("GET", "/").body().contains("home"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsAreRefused(String method) throws Exception {
        HttpResponse<String> r = ask(method, "/digits.txt");
        assertEquals(405, r.statusCode());
        assertEquals("GET, HEAD", header(r, "Allow"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.hidden",
                "/.git/config",
                "/out/outside.txt",
                "/out.txt",
                "/../outside.txt",
                "/sub/../../outside.txt",
                "/%2e%2e/outside.txt",
                "/..%2foutside.txt",
                "/sub/%2e%2e%2f%2e%2e/outside.txt",
                "/..%5coutside.txt",
                "/..;/outside.txt",
                "/sub//..//../outside.txt",
                "/%00",
                "/digits.txt%00.html",
                "/digits.txt/x",
                "//digits.txt",
                "/missing"
            })
    void whatIsNotThereOrNobodysBusiness(String path) throws Exception {
        URI url = lab.url();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("GET "
                                    + path
                                    + " HTTP/1.1\r\nHost: "
                                    + url.getAuthority()
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), answer);
            assertTrue(!answer.contains("secret"), answer);
        }
    }

    @Test
    void aMissingFileIsSaidAsTheWireSaysIt() throws Exception {
        assertEquals("{\"detail\":\"Not Found\"}", ask("GET", "/missing").body());
    }

    @Test
    void thingsGoBeforeFiles() throws Exception {
        Files.createDirectories(site.resolve("counter"));
        Files.writeString(site.resolve("counter/counter"), "a file");
        assertEquals("0", ask("GET", "/counter/counter").body());
        Files.writeString(site.resolve("counter/page.html"), "a page");
        assertEquals("a page", ask("GET", "/counter/page.html").body());
    }

    @Test
    void theServersOwnPathsStay() throws Exception {
        lab.await("/metrics", r -> r.statusCode() == 200 && r.body().contains("# TYPE"));
        lab.await("/system/health.json", r -> r.body().contains("overallResult"));
        assertEquals(401, lab.get("/system/console/bundles").statusCode());
        assertTrue(lab.get("/things/").body().contains("\"counter\""));
    }

    @Test
    void aFolderMayComeLater() throws Exception {
        assertEquals(404, ask("GET", "/later/x.txt").statusCode());
        Files.createDirectories(folder.resolve("later"));
        Files.writeString(folder.resolve("later/x.txt"), "x");
        assertEquals("x", ask("GET", "/later/x.txt").body());
    }

    @Test
    void theSchemaKnowsTheSections() throws Exception {
        String schema = lab.get("/.well-known/labthings/config.schema.json").body();
        for (String section : List.of("static_files", "live_reload", "listeners")) {
            assertTrue(schema.contains("\"#/definitions/" + section + "\""), section);
        }
    }
}
