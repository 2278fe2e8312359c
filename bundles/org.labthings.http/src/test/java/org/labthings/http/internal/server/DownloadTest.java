package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.Blob;

/** Specification 1.14: blobs in memory and in files, whole and in part. */
class DownloadTest {
    @TempDir Path folder;
    private Wire wire;
    private Blob memory;
    private Blob file;

    @BeforeEach
    void start() throws Exception {
        wire = Wire.of();
        memory =
                add(Blob.fromBytes("0123456789".getBytes(StandardCharsets.US_ASCII), "text/plain"));
        Path path = folder.resolve("data.bin");
        Files.writeString(path, "0123456789");
        file = add(Blob.fromFile(path, "application/x-thing"));
    }

    private Blob add(Blob blob) {
        wire.core.blobs().register(blob);
        return blob;
    }

    private static String path(Blob blob) {
        return "/blob/" + blob.id();
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    private static String header(HttpResponse<?> r, String name) {
        return r.headers().firstValue(name).orElse(null);
    }

    @Test
    void aBlobIsSentWithItsMediaType() throws Exception {
        HttpResponse<String> r = wire.get(path(memory), "Accept", "image/png");
        assertEquals(200, r.statusCode());
        assertEquals("0123456789", r.body());
        assertEquals("text/plain; charset=utf-8", header(r, "content-type"));
        assertEquals("10", header(r, "content-length"));
        assertEquals("nosniff", header(r, "x-content-type-options"));
        HttpResponse<String> f = wire.get(path(file));
        assertEquals("0123456789", f.body());
        assertEquals("application/x-thing", header(f, "content-type"));
        assertEquals("10", header(f, "content-length"));
        assertEquals("bytes", header(f, "accept-ranges"));
        assertTrue(header(f, "last-modified").endsWith(" GMT"));
        Blob anything = add(Blob.fromBytes(new byte[0], "*/*"));
        assertEquals("*/*", header(wire.get(path(anything)), "content-type"));
        assertEquals("", wire.get(path(anything)).body());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=1-3, 206, 123, bytes 1-3/10",
        "bytes=7-, 206, 789, bytes 7-9/10",
        "bytes=-2, 206, 89, bytes 8-9/10",
        "bytes=-20, 206, 0123456789, bytes 0-9/10",
        "bytes=0-0, 206, 0, bytes 0-0/10",
        "bytes=9-99, 206, 9, bytes 9-9/10",
        "bytes=10-, 416, , bytes */10",
        "bytes=-0, 416, , bytes */10",
        "'bytes=0-1,4-5', 200, 0123456789,",
        "bytes=3-1, 200, 0123456789,",
        "bytes=x-1, 200, 0123456789,",
        "lines=1-3, 200, 0123456789,",
        "bytes=99999999999999999999-, 200, 0123456789,",
    })
    void rangesAreServedOfBoth(String range, int status, String body, String contentRange)
            throws Exception {
        for (Blob blob : List.of(memory, file)) {
            HttpResponse<String> r = wire.get(path(blob), "Range", range);
            assertEquals(status, r.statusCode());
            assertEquals(contentRange, header(r, "content-range"));
            if (body == null) {
                assertTrue(r.body().startsWith("{\"detail\":\""), r.body());
            } else {
                assertEquals(body, r.body());
            }
        }
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        for (Blob blob : List.of(memory, file)) {
            String etag = header(wire.get(path(blob)), "etag");
            HttpResponse<String> r = wire.get(path(blob), "If-None-Match", "\"x\", W/" + etag);
            assertEquals(304, r.statusCode());
            assertEquals("", r.body());
            assertEquals(200, wire.get(path(blob), "If-None-Match", "\"x\"").statusCode());
            assertEquals(
                    206, wire.get(path(blob), "Range", "bytes=1-1", "If-Range", etag).statusCode());
            assertEquals(
                    200,
                    wire.get(path(blob), "Range", "bytes=1-1", "If-Range", "\"x\"").statusCode());
        }
        String date = header(wire.get(path(file)), "last-modified");
        assertEquals(304, wire.get(path(file), "If-Modified-Since", date).statusCode());
        assertEquals(200, wire.get(path(file), "If-Modified-Since", "yesterday").statusCode());
        assertEquals(
                206, wire.get(path(file), "Range", "bytes=1-1", "If-Range", date).statusCode());
    }

    @Test
    void headHasTheHeadersOfGet() throws Exception {
        for (Blob blob : List.of(memory, file)) {
            HttpResponse<String> r = wire.send("HEAD", path(blob), null);
            assertEquals(200, r.statusCode());
            assertEquals("10", header(r, "content-length"));
            assertEquals("", r.body());
        }
        HttpResponse<String> delete = wire.send("DELETE", path(memory), null);
        assertEquals(405, delete.statusCode());
        assertEquals("GET, HEAD, OPTIONS", header(delete, "allow"));
    }

    @Test
    void unknownBlobsAre404AndWhatIsNoUuid422() throws Exception {
        HttpResponse<String> r = wire.get("/blob/" + UUID.randomUUID());
        assertEquals(404, r.statusCode());
        assertEquals("{\"detail\":\"Blob not found\"}", r.body());
        HttpResponse<String> bad = wire.get("/blob/x");
        assertEquals(422, bad.statusCode());
        assertEquals("[\"path\",\"blob_id\"]", Wire.json(bad).at("/detail/0/loc").toString());
        assertEquals(307, wire.get(path(memory) + "/").statusCode());
    }

    @Test
    void aFileThatWasRemovedIs404WithoutItsPath() throws Exception {
        Files.delete(file.file().orElseThrow());
        HttpResponse<String> r = wire.get(path(file));
        assertEquals(404, r.statusCode());
        assertFalse(r.body().contains("data.bin"), r.body());
    }

    @Test
    void largeOnesArriveWhole() throws Exception {
        byte[] data = new byte[5_000_001];
        new Random(1).nextBytes(data);
        Path big = folder.resolve("big.bin");
        Files.write(big, data);
        Blob inMemory = add(Blob.fromBytes(data, "image/png"));
        Blob inFile = add(Blob.fromFile(big, "image/png"));
        for (Blob blob : List.of(inMemory, inFile)) {
            HttpResponse<byte[]> r = wire.bytes(path(blob));
            assertArrayEquals(data, r.body());
            assertEquals("5000001", header(r, "content-length"));
            assertArrayEquals(
                    Arrays.copyOfRange(data, 1_000_000, 4_000_000),
                    wire.bytes(path(blob), "Range", "bytes=1000000-3999999").body());
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsNobodyUp() throws Exception {
        Path big = folder.resolve("big.bin");
        Files.write(big, new byte[20_000_000]);
        Blob blob = add(Blob.fromFile(big, "image/png"));
        Socket[] sleepers = new Socket[Wire.LIMITS.workers() * 2];
        try {
            for (int i = 0; i < sleepers.length; i++) {
                sleepers[i] = new Socket("127.0.0.1", wire.port());
                OutputStream out = sleepers[i].getOutputStream();
                out.write(
                        ("GET " + path(blob) + " HTTP/1.1\r\nHost: h\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                InputStream in = sleepers[i].getInputStream();
                assertEquals("HTTP/1.1 200", new String(in.readNBytes(12)));
            }
            assertEquals("0123456789", wire.get(path(file)).body());
            assertEquals("0123456789", wire.get(path(memory)).body());
        } finally {
            for (Socket s : sleepers) {
                if (s != null) {
                    s.close();
                }
            }
        }
    }
}
