package org.labthings.run.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One tab, as somebody uses it: real clicks and keys. Whatever goes wrong in it (exceptions, errors
 * on its console, answers of 400 and above) is remembered.
 */
public final class Page {
    private static final long DEADLINE_SECONDS = 30;
    private static final double LARGEST = 2000; // pixels of a picture, in each direction
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Chromium chromium;
    private final String session;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    Page(Chromium chromium, String session) {
        this.chromium = chromium;
        this.session = session;
    }

    void enable() throws Exception {
        for (String domain : List.of("Page", "Runtime", "Log", "Network", "DOM")) {
            send(domain + ".enable", JSON.createObjectNode());
        }
    }

    private JsonNode send(String method, ObjectNode parameters) throws Exception {
        return chromium.send(session, method, parameters);
    }

    /** An event of the browser; on the thread of its connection. */
    void happened(String method, JsonNode event) {
        switch (method) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown" ->
                    errors.add(
                            event.at("/exceptionDetails/text").asText()
                                    + " "
                                    + event.at("/exceptionDetails/exception/description").asText()
                                    + " at "
                                    + event.at("/exceptionDetails/url").asText()
                                    + ":"
                                    + event.at("/exceptionDetails/lineNumber").asText());
            case "Log.entryAdded" -> {
                if (event.at("/entry/level").asText().equals("error")) {
                    errors.add(
                            event.at("/entry/text").asText()
                                    + " "
                                    + event.at("/entry/url").asText());
                }
            }
            case "Network.requestWillBeSent" -> {
                String url = event.at("/request/url").asText();
                if (url.startsWith("http")) {
                    hosts.add(URI.create(url).getAuthority());
                }
            }
            case "Network.responseReceived" -> {
                int status = event.at("/response/status").asInt();
                if (status >= 400) {
                    errors.add(status + " for " + event.at("/response/url").asText());
                }
            }
            default -> {
                // of no interest
            }
        }
    }

    /** Sent with every request from now on. */
    public void header(String name, String value) throws Exception {
        ObjectNode headers = JSON.createObjectNode();
        headers.putObject("headers").put(name, value);
        send("Network.setExtraHTTPHeaders", headers);
    }

    /** The size of the window from now on, in pixels. */
    public void resize(int width, int height) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    /** Goes somewhere; returns when it is loaded. */
    public void open(String url) throws Exception {
        loaded = new CompletableFuture<>();
        JsonNode answer = send("Page.navigate", JSON.createObjectNode().put("url", url));
        if (answer.has("errorText")) {
            throw new AssertionError(url + ": " + answer.get("errorText").asText());
        }
        loaded.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** What went wrong since it was asked last. */
    public List<String> errors() {
        List<String> found = List.copyOf(errors);
        errors.clear();
        return found;
    }

    /** Whom the page has talked to, as often as it did. */
    public List<String> hosts() {
        return List.copyOf(hosts);
    }

    /** The value of an expression. */
    public JsonNode eval(String expression) throws Exception {
        ObjectNode evaluate =
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true);
        JsonNode answer = send("Runtime.evaluate", evaluate);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value");
    }

    /** Asks again and again until an expression is true. */
    public void await(String expression) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!eval("!!(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        expression
                                + " does not become true; errors "
                                + errors
                                + "; the page says\n"
                                + eval("document.body.innerText").asText());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
        }
    }

    /** Waits until an element is there and visible. */
    public void await(String selector, String text) throws Exception {
        await(element(selector) + "?.innerText.includes(" + JSON.writeValueAsString(text) + ")");
    }

    private static String element(String selector) throws Exception {
        return "document.querySelector(" + JSON.writeValueAsString(selector) + ")";
    }

    /** Clicks at the middle of an element, wherever it is, with the mouse. */
    public void click(String selector) throws Exception {
        await(element(selector) + "?.getClientRects().length");
        JsonNode middle =
                eval(
                        "(e => { e.scrollIntoView({block: 'center'});"
                                + " const r = e.getBoundingClientRect();"
                                + " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })("
                                + element(selector)
                                + ")");
        for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            ObjectNode event =
                    JSON.createObjectNode()
                            .put("type", type)
                            .put("x", middle.get("x").asDouble())
                            .put("y", middle.get("y").asDouble());
            if (!type.equals("mouseMoved")) {
                event.put("button", "left").put("clickCount", 1);
            }
            send("Input.dispatchMouseEvent", event);
        }
    }

    /** Types into a field, in the place of what is there. */
    public void type(String selector, String text) throws Exception {
        click(selector);
        eval(element(selector) + ".select()");
        send("Input.insertText", JSON.createObjectNode().put("text", text));
    }

    /** Chooses an option of a list by its value. */
    public void choose(String selector, String value) throws Exception {
        await(element(selector) + "?.getClientRects().length");
        eval(
                "(e => { e.value = "
                        + JSON.writeValueAsString(value)
                        + "; e.dispatchEvent(new Event('change', {bubbles: true})); })("
                        + element(selector)
                        + ")");
    }

    /** Chooses a file, as in the dialog of the browser. */
    public void upload(String selector, Path file) throws Exception {
        JsonNode root = send("DOM.getDocument", JSON.createObjectNode());
        ObjectNode query =
                JSON.createObjectNode()
                        .put("nodeId", root.at("/root/nodeId").asInt())
                        .put("selector", selector);
        int node = send("DOM.querySelector", query).path("nodeId").asInt();
        ObjectNode files = JSON.createObjectNode().put("nodeId", node);
        files.putArray("files").add(file.toString());
        send("DOM.setFileInputFiles", files);
    }

    /** Keeps a picture of the page, or its upper left, in {@code target/screenshots}. */
    public void screenshot(String name) throws Exception {
        ObjectNode how = JSON.createObjectNode().put("format", "png");
        how.put("captureBeyondViewport", true);
        JsonNode size =
                send("Page.getLayoutMetrics", JSON.createObjectNode()).path("cssContentSize");
        how.putObject("clip")
                .put("x", 0)
                .put("y", 0)
                .put("width", Math.min(LARGEST, Math.max(1, size.path("width").asDouble())))
                .put("height", Math.min(LARGEST, Math.max(1, size.path("height").asDouble())))
                .put("scale", 1);
        byte[] png =
                Base64.getDecoder()
                        .decode(send("Page.captureScreenshot", how).path("data").asText());
        Path folder = Files.createDirectories(Path.of("target/screenshots").toAbsolutePath());
        Files.write(folder.resolve(name + ".png"), png);
    }
}
