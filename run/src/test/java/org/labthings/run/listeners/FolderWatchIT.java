package org.labthings.run.listeners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;

/**
 * An instrument's export folder: new files are events and blobs, whatever happens to the folder.
 */
class FolderWatchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private String config(Path export) {
        return """
        {"things": {"reader": {"class": "org.labthings.thing.folderwatch.FolderWatch",
          "kwargs": {"folder": "%s", "settle": 50, "patterns": ["**/*.csv"], "history": 2}}}}
        """
                .formatted(export);
    }

    /** The data of the next event of the affordance. */
    private static CompletableFuture<JsonNode> nextEvent(Laboratory lab, String name)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(lab.url().resolve("/reader/" + name + "/sse"))
                        .header("Accept", "text/event-stream")
                        .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        CompletableFuture<JsonNode> next = new CompletableFuture<>();
        Thread reader =
                new Thread(
                        () -> {
                            try (BufferedReader lines =
                                    new BufferedReader(
                                            new InputStreamReader(
                                                    answer.body(), StandardCharsets.UTF_8))) {
                                for (String line = lines.readLine();
                                        line != null;
                                        line = lines.readLine()) {
                                    if (line.startsWith("data:")) {
                                        next.complete(JSON.readTree(line.substring(5)));
                                        return;
                                    }
                                }
                            } catch (Exception e) {
                                next.completeExceptionally(e);
                            }
                        });
        reader.setDaemon(true);
        reader.start();
        return next;
    }

    private static JsonNode files(Laboratory lab) throws Exception {
        return JSON.readTree(lab.get("/reader/files").body());
    }

    @Test
    void eachNewFileIsAnEventAndABlob() throws Exception {
        Path export = Files.createDirectories(folder.resolve("export"));
        Files.writeString(export.resolve("old.csv"), "old");
        try (Laboratory lab = Laboratory.open(folder, config(export))) {
            lab.await("/reader/present", r -> r.body().equals("true"));
            CompletableFuture<JsonNode> event = nextEvent(lab, "file_added");
            Files.createDirectories(export.resolve("run1"));
            Files.writeString(export.resolve("run1/a.csv"), "1,2,3");
            Files.writeString(export.resolve("run1/a.log"), "not wanted");
            JsonNode data = event.get(30, TimeUnit.SECONDS);
            assertTrue(data.toString().contains("run1/a.csv"), data.toString());
            lab.await("/reader/offered", r -> r.body().equals("1"));
            JsonNode file = files(lab).get(0);
            assertEquals(5, file.get("size").asInt());
            String link = file.get("data").get("href").asText();
            assertEquals("1,2,3", lab.get(URI.create(link).getPath()).body());

            CompletableFuture<JsonNode> changed = nextEvent(lab, "file_changed");
            Files.writeString(export.resolve("old.csv"), "other");
            assertTrue(changed.get(30, TimeUnit.SECONDS).toString().contains("old.csv"));
            CompletableFuture<JsonNode> removed = nextEvent(lab, "file_removed");
            Files.delete(export.resolve("run1/a.csv"));
            assertTrue(removed.get(30, TimeUnit.SECONDS).toString().contains("run1/a.csv"));

            theFolderGoesAndComesBack(lab, export);
            assertEquals(2, files(lab).size(), "the history is bounded");
        }
        whatCameMeanwhileIsOffered(export);
    }

    private void theFolderGoesAndComesBack(Laboratory lab, Path export) throws Exception {
        Path away = folder.resolve("away");
        Files.move(export, away);
        lab.await("/reader/present", r -> r.body().equals("false"));
        assertEquals(200, lab.get("/reader/files").statusCode());
        Files.writeString(away.resolve("b.csv"), "while it was away");
        Files.move(away, export);
        lab.await("/reader/present", r -> r.body().equals("true"));
        lab.await("/reader/files", r -> r.body().contains("b.csv"));
        assertEquals("3", lab.get("/reader/offered").body(), "old.csv, a.csv and b.csv");
    }

    private void whatCameMeanwhileIsOffered(Path export) throws Exception {
        Files.writeString(export.resolve("c.csv"), "while the server was away");
        try (Laboratory lab = Laboratory.open(folder, config(export))) {
            lab.await("/reader/files", r -> r.body().contains("c.csv"));
            assertEquals("1", lab.get("/reader/offered").body());
            String id =
                    JSON.readTree(
                                    lab.send("POST", "/reader/get_file", "{\"name\": \"old.csv\"}")
                                            .body())
                            .get("id")
                            .asText();
            String done =
                    lab.await(
                                    "/action_invocations/" + id,
                                    r -> r.body().contains("\"status\":\"completed\""))
                            .body();
            String link = JSON.readTree(done).at("/output/href").asText();
            assertEquals("other", lab.get(URI.create(link).getPath()).body());
            String secret = lab.send("POST", "/reader/get_file", "{\"name\": \"../x\"}").body();
            String refused = JSON.readTree(secret).get("id").asText();
            String error =
                    lab.await(
                                    "/action_invocations/" + refused,
                                    r -> r.body().contains("\"status\":\"error\""))
                            .body();
            assertTrue(error.contains("\"output\":null"), error);
        }
    }
}
