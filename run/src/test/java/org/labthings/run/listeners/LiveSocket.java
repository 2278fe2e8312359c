package org.labthings.run.listeners;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.labthings.run.lab.Laboratory;

/** A client of live reload, as a browser would be one. */
final class LiveSocket implements WebSocket.Listener, AutoCloseable {
    static final String HELLO =
            "{\"command\":\"hello\",\"protocols\":[\"http://livereload.com/protocols/official-7\"]}";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    private LiveSocket(URI server) throws Exception {
        URI url = URI.create("ws://" + server.getAuthority() + "/livereload");
        socket =
                HTTP.newWebSocketBuilder()
                        .buildAsync(url, this)
                        .get(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Connected, and nothing said yet. */
    static LiveSocket connect(URI server) throws Exception {
        return new LiveSocket(server);
    }

    /** A page that is open. */
    static LiveSocket of(URI server, String page) throws Exception {
        LiveSocket live = connect(server);
        live.say(HELLO);
        live.await();
        live.say("{\"command\":\"info\",\"url\":\"" + server.resolve(page) + "\"}");
        return live;
    }

    void say(String text) throws Exception {
        socket.sendText(text, true).get(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            texts.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** The next message. */
    String await() throws InterruptedException {
        String text = texts.poll(Laboratory.DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("no message came");
        }
        return text;
    }

    /** What came and was not waited for. */
    String heard() {
        return String.join(" ", texts);
    }

    void forget() {
        texts.clear();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
