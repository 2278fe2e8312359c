package org.labthings.run.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A headless Chromium, spoken to in its own DevTools protocol: commands and events, JSON over one
 * WebSocket. What these tests need of it fits into this class and {@link Page}; Selenium would
 * bring some 20 jars and a driver program that must match the browser's version.
 *
 * <pre>{@code
 * try (Chromium chromium = Chromium.start(folder)) {
 *     Page page = chromium.page();
 *     page.open(url);
 * }
 * }</pre>
 */
public final class Chromium implements AutoCloseable {
    private static final long START_SECONDS = 60; // a browser's first start on a busy machine
    private static final long ANSWER_SECONDS = 30;
    private static final String REQUIRED = "LABTHINGS_BROWSER";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<String, JsonNode>> sessions = new ConcurrentHashMap<>();
    private WebSocket socket;

    private Chromium(Process process) {
        this.process = process;
    }

    /**
     * The browser of this machine. Where there is none, that is printed; it is an error where the
     * environment variable {@value #REQUIRED} is {@code required}.
     */
    public static Optional<Path> installed() {
        for (String folder : System.getenv("PATH").split(":")) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        if ("required".equals(System.getenv(REQUIRED))) {
            throw new IllegalStateException("There is no Chromium on this machine: install it");
        }
        System.out.println(
                "SKIPPED: browser tests, as there is no Chromium (apt install chromium)");
        return Optional.empty();
    }

    /** Starts it with a fresh profile in a folder. */
    public static Chromium start(Path executable, Path folder) throws Exception {
        List<String> line = new ArrayList<>(List.of(executable.toString()));
        line.addAll(
                List.of(
                        "--headless=new",
                        "--no-sandbox", // it is root in CI, and sees pages of this test only
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-extensions",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--force-color-profile=srgb",
                        "--window-size=1280,900",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank"));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        Chromium chromium = new Chromium(process);
        try {
            chromium.connect(chromium.address().get(START_SECONDS, TimeUnit.SECONDS));
            return chromium;
        } catch (Exception e) {
            chromium.close();
            throw e;
        }
    }

    /** It says where it listens, among much else. */
    private CompletableFuture<URI> address() {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader =
                new Thread(
                        () -> {
                            StringBuilder said = new StringBuilder();
                            try (BufferedReader lines = process.inputReader()) {
                                for (String l = lines.readLine(); l != null; l = lines.readLine()) {
                                    String marker = "DevTools listening on ";
                                    if (l.startsWith(marker)) {
                                        address.complete(URI.create(l.substring(marker.length())));
                                    } else if (!address.isDone()) {
                                        said.append(l).append('\n');
                                    }
                                }
                            } catch (IOException | UncheckedIOException e) {
                                said.append(e);
                            }
                            address.completeExceptionally(
                                    new IOException("Chromium does not start: " + said));
                        },
                        "chromium-output");
        reader.setDaemon(true);
        reader.start();
        return address;
    }

    private void connect(URI address) throws Exception {
        socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(address, new Listener())
                        .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                String text = message.toString();
                message.setLength(0);
                received(text);
            }
            from.request(1);
            return null;
        }
    }

    private void received(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.has("id")) {
                CompletableFuture<JsonNode> answer = answers.remove(json.get("id").asInt());
                if (answer != null && json.has("error")) {
                    answer.completeExceptionally(new IOException(json.get("error").toString()));
                } else if (answer != null) {
                    answer.complete(json.path("result"));
                }
            } else {
                BiConsumer<String, JsonNode> session =
                        sessions.get(json.path("sessionId").asText());
                if (session != null) {
                    session.accept(json.path("method").asText(), json.path("params"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command; waits for its answer. */
    JsonNode send(String session, String method, ObjectNode parameters) throws Exception {
        int id = ids.incrementAndGet();
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", parameters);
        if (session != null) {
            command.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        synchronized (this) { // one message after the other
            socket.sendText(command.toString(), true).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        }
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " " + parameters + ": " + e, e);
        }
    }

    /** A new tab. */
    public Page page() throws Exception {
        ObjectNode blank = JSON.createObjectNode().put("url", "about:blank");
        String target = send(null, "Target.createTarget", blank).path("targetId").asText();
        ObjectNode attach = JSON.createObjectNode().put("targetId", target).put("flatten", true);
        String session = send(null, "Target.attachToTarget", attach).path("sessionId").asText();
        Page page = new Page(this, session);
        sessions.put(session, page::happened);
        page.enable();
        return page;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS); // it still writes to its profile
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
