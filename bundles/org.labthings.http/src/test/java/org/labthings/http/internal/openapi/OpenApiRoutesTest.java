package org.labthings.http.internal.openapi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.internal.openapi.sample.DocServer;
import org.labthings.http.internal.openapi.sample.Sample;
import org.labthings.http.internal.work.Workers;
import org.labthings.schema.Json;

/** The documentation as clients and browsers get it. */
class OpenApiRoutesTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final Workers workers = new Workers(4);
    private OpenApiRoutes routes;
    private DocServer server;

    @BeforeEach
    void start() throws Exception {
        routes =
                new OpenApiRoutes(
                        new FakeServer("/api"),
                        "1.2.3",
                        Set::of,
                        workers.platform(),
                        Duration.ofSeconds(20));
        server = new DocServer(routes.registrations());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        workers.stop();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Test
    void theDocumentFollowsTheThings() throws Exception {
        routes.thingsChanged(Sample.view(Sample.full("stage")));
        HttpResponse<byte[]> first = server.get("/openapi.json");
        assertEquals(200, first.statusCode());
        assertEquals("application/json", header(first, "Content-Type"));
        JsonNode document = Json.MAPPER.readTree(first.body());
        assertTrue(document.at("/paths").has("/api/stage/video"));
        assertEquals("1.2.3", document.at("/info/version").asText());

        routes.thingsChanged(Sample.view(Sample.empty("other")));
        HttpResponse<byte[]> second = server.get("/openapi.json");
        JsonNode paths = Json.MAPPER.readTree(second.body()).get("paths");
        assertTrue(paths.has("/api/other/"));
        assertFalse(paths.has("/api/stage/video"));
        assertNotEquals(header(first, "ETag"), header(second, "ETag"));
    }

    @Test
    void withoutThingsThereIsADocumentToo() throws Exception {
        JsonNode document = Json.MAPPER.readTree(server.get("/openapi.json").body());
        assertEquals("3.1.0", document.get("openapi").asText());
    }

    @Test
    void whoHasTheDocumentIsToldSo() throws Exception {
        HttpResponse<byte[]> first = server.get("/openapi.json");
        HttpResponse<byte[]> again =
                server.get("/openapi.json", "If-None-Match", header(first, "ETag"));
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertEquals("no-cache", header(again, "Cache-Control"));
    }

    @Test
    void whoTakesItCompressedGetsItSo() throws Exception {
        HttpResponse<byte[]> plain = server.get("/openapi.json");
        HttpResponse<byte[]> zipped = server.get("/openapi.json", "Accept-Encoding", "gzip");
        assertEquals("gzip", header(zipped, "Content-Encoding"));
        assertEquals("Origin, Accept-Encoding", header(zipped, "Vary"));
        assertTrue(zipped.body().length < plain.body().length / 3);
        byte[] unpacked =
                new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
        assertArrayEquals(plain.body(), unpacked);
        assertNotEquals(header(plain, "ETag"), header(zipped, "ETag"));
        HttpResponse<byte[]> refused = server.get("/openapi.json", "Accept-Encoding", "gzip;q=0");
        assertEquals(null, header(refused, "Content-Encoding"));
    }

    @Test
    void headHasTheLengthOnly() throws Exception {
        int length = server.get("/openapi.json").body().length;
        HttpResponse<byte[]> head = server.send("HEAD", "/openapi.json");
        assertEquals(0, head.body().length);
        assertEquals(Integer.toString(length), header(head, "Content-Length"));
        assertEquals(405, server.send("POST", "/openapi.json").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/redoc"})
    void pagesLoadAllTheyNeedFromHere(String page) throws Exception {
        HttpResponse<byte[]> html = server.get(page);
        assertEquals(200, html.statusCode());
        assertEquals("text/html; charset=utf-8", header(html, "Content-Type"));
        assertTrue(header(html, "Content-Security-Policy").contains("default-src 'none'"));
        assertTrue(text(html).contains("openapi.json"));
        assertFalse(text(html).contains("://"), "another host");
        List<String> found = links(page, text(html));
        assertTrue(found.size() >= 5, found.toString());
        for (String link : found) {
            HttpResponse<byte[]> file = server.get(link);
            assertEquals(200, file.statusCode(), link);
            assertTrue(file.body().length > 0, link);
            assertEquals("nosniff", header(file, "X-Content-Type-Options"), link);
        }
    }

    private List<String> links(String page, String html) {
        List<String> out = new ArrayList<>();
        Matcher m = LINK.matcher(html);
        while (m.find()) {
            out.add(URI.create(server.base() + page).resolve(m.group(1)).getPath());
        }
        return out;
    }

    @Test
    void theLoginReturnsToItsOwnPage() throws Exception {
        HttpResponse<byte[]> html = server.get("/docs/oauth2-redirect");
        assertEquals(200, html.statusCode());
        for (String link : links("/docs/oauth2-redirect", text(html))) {
            assertEquals(200, server.get(link).statusCode(), link);
        }
    }

    @Test
    void filesWithAVersionAreKeptForEver() throws Exception {
        String css =
                links("/docs", text(server.get("/docs"))).stream()
                        .filter(l -> l.endsWith("swagger-ui.css"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(css.matches("/docs/assets/swagger-ui-[0-9.]+/swagger-ui.css"), css);
        HttpResponse<byte[]> file = server.get(css);
        assertEquals("public, max-age=31536000, immutable", header(file, "Cache-Control"));
        assertEquals("text/css; charset=utf-8", header(file, "Content-Type"));
        HttpResponse<byte[]> again = server.get(css, "If-None-Match", header(file, "ETag"));
        assertEquals(304, again.statusCode());
        assertEquals("no-cache", header(server.get("/docs/assets/docs.js"), "Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/assets/",
                "/docs/assets/../assets/docs.js",
                "/docs/assets/%2e%2e/docs.html",
                "/docs/assets/..%2fPages.class",
                "/docs/assets/Pages.class",
                "/docs/assets/docs.html",
                "/docs/assets/assets/versions.properties",
                "/docs/assets/versions.properties",
                "/docs/assets//docs.js",
                "/docs/..%2f..%2f..%2fskeleton.json"
            })
    void noPathLeadsElsewhere(String path) throws Exception {
        assertEquals(404, server.get(path).statusCode());
    }

    @Test
    void aSlashTooManyRedirects() throws Exception {
        HttpResponse<byte[]> answer = server.get("/docs/");
        assertEquals(307, answer.statusCode());
        assertTrue(header(answer, "Location").endsWith("/docs"));
    }
}
