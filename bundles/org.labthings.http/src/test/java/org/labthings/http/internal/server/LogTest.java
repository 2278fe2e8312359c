package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.http.fake.FakeLog;
import org.labthings.http.fake.FakeRecord;

@Timeout(60)
class LogTest {
    @TempDir Path folder;
    private FakeLog log;
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        log = new FakeLog(folder.resolve("a.log"));
        wire = Wire.of();
        wire.log = log;
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void theNewestComesFirst() throws Exception {
        log.write("INFO", "one\nmore", null);
        log.write("WARNING", "two", null);
        JsonNode list = Wire.json(wire.get("/log/"));
        assertEquals(2, list.size());
        assertEquals("two", list.get(0).get("message").textValue());
        JsonNode one = list.get(1);
        assertEquals(
                List.of(
                        "timestamp",
                        "level",
                        "summary",
                        "message",
                        "invocation_id",
                        "calling_action",
                        "logger",
                        "sequence"),
                names(one));
        assertEquals("one", one.get("summary").textValue());
        assertEquals("one\nmore", one.get("message").textValue());
        assertEquals("INFO", one.get("level").textValue());
        assertEquals(0, one.get("sequence").intValue());
        assertTrue(one.get("invocation_id").isNull());
        LocalDateTime local =
                LocalDateTime.ofInstant(log.recent().get(0).time(), ZoneId.systemDefault());
        String expected = local.toString().replace('T', ' ').replace('.', ',');
        assertEquals(expected, one.get("timestamp").textValue());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theActionOfAnInvocationIsToldAsLongAsItIsKnown() throws Exception {
        FakeRecord known = wire.core.add(new FakeRecord("stage", "move"));
        log.write("INFO", "known", known.id().toString());
        log.write("INFO", "unknown", "00000000-0000-0000-0000-000000000000");
        log.write("INFO", "none", "not an id");
        JsonNode list = Wire.json(wire.get("/log/"));
        assertTrue(list.get(0).get("calling_action").isNull());
        assertTrue(list.get(1).get("calling_action").isNull());
        assertEquals("move", list.get(2).get("calling_action").textValue());
        assertEquals(known.id().toString(), list.get(2).get("invocation_id").textValue());
    }

    @Test
    void aThingOfThatNameDoesNotHideIt() throws Exception {
        assertEquals(307, wire.get("/log").statusCode());
        assertEquals("[]", wire.get("/log/").body());
    }

    @Test
    void theFileIsSentWhole() throws Exception {
        Files.writeString(folder.resolve("a.log"), "größer\n".repeat(50_000));
        HttpResponse<String> answer = wire.get("/logfile/");
        assertEquals(200, answer.statusCode());
        assertEquals(
                "text/plain; charset=utf-8", answer.headers().firstValue("content-type").get());
        assertEquals("größer\n".repeat(50_000), answer.body());
        assertEquals(
                "inline; filename=\"a.log\"",
                answer.headers().firstValue("content-disposition").get(),
                "browsers that save it would call it 'download'");
    }

    @Test
    void aFileThatCannotBeReadIsSaid() throws Exception {
        HttpResponse<String> answer = wire.get("/logfile/");
        assertEquals(500, answer.statusCode());
        assertEquals(
                "{\"detail\":\"An error occurred while trying to access the log file.\"}",
                answer.body());
    }

    @Test
    void withoutAFileThatIsSaid() throws Exception {
        wire.log = new FakeLog(null);
        HttpResponse<String> answer = wire.get("/logfile/");
        assertEquals(500, answer.statusCode());
        assertEquals(
                "{\"detail\":\"Cannot retrieve log file as logging directory hasn't been"
                        + " configured.\"}",
                answer.body());
    }

    @Test
    void theStreamBeginsWithWhatIsKeptAndGoesOn() throws Exception {
        log.write("INFO", "kept", null);
        HttpResponse<java.io.InputStream> answer =
                wire.client()
                        .send(
                                wire.request("GET", "/log/", null, "Accept", "text/event-stream"),
                                BodyHandlers.ofInputStream());
        assertEquals("text/event-stream", answer.headers().firstValue("content-type").get());
        String id;
        try (BufferedReader lines = reader(answer)) {
            assertTrue(await(lines, "data: ").contains("\"message\":\"kept\""));
            log.write("ERROR", "live", null);
            id = await(lines, "id: ").substring(4);
            assertTrue(await(lines, "data: ").contains("\"message\":\"live\""));
        }
        log.write("INFO", "missed", null);
        HttpResponse<java.io.InputStream> again =
                wire.client()
                        .send(
                                wire.request("GET", "/log/sse", null, "Last-Event-ID", id),
                                BodyHandlers.ofInputStream());
        try (BufferedReader lines = reader(again)) {
            assertTrue(await(lines, "data: ").contains("\"message\":\"missed\""));
        }
    }

    @Test
    void whoLeavesIsForgotten() throws Exception {
        HttpResponse<java.io.InputStream> answer =
                wire.client()
                        .send(wire.request("GET", "/log/sse", null), BodyHandlers.ofInputStream());
        try (BufferedReader lines = reader(answer)) {
            log.write("INFO", "one", null);
            await(lines, "data: ");
            assertEquals(1, log.listeners());
        }
        for (int i = 0; i < 100_000 && log.listeners() > 0; i++) {
            log.write("INFO", "are you there?", null); // writing finds out
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        assertEquals(0, log.listeners());
    }

    private static BufferedReader reader(HttpResponse<java.io.InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String await(BufferedReader lines, String start) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(start)) {
            line = lines.readLine();
        }
        assertTrue(line != null, "the stream ended before " + start);
        return line;
    }
}
