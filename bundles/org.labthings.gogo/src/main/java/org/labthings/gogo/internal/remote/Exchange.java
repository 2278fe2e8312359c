package org.labthings.gogo.internal.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.labthings.gogo.internal.session.LineOutput;
import org.labthings.gogo.internal.session.ShellSession;
import org.labthings.schema.Json;

/** The answer to one line: JSON objects, one a line, each sent at once. From any thread. */
final class Exchange implements LineOutput {
    private final AsyncContext async;
    private final OutputStream stream;
    private final Runnable onBroken;
    private boolean broken;

    /**
     * An answer that has begun.
     *
     * @param onBroken is called once, when nobody reads it any more
     */
    Exchange(AsyncContext async, HttpServletResponse response, Runnable onBroken)
            throws IOException {
        this.async = async;
        this.onBroken = onBroken;
        response.setContentType("application/x-ndjson");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        this.stream = response.getOutputStream();
    }

    @Override
    public void out(String text) throws IOException {
        send(Json.MAPPER.createObjectNode().put("out", text));
    }

    @Override
    public void err(String text) throws IOException {
        send(Json.MAPPER.createObjectNode().put("err", text));
    }

    /** Keeps the connection from looking dead, and finds out whether it is. */
    void beat() {
        try {
            send(Json.MAPPER.createObjectNode().put("beat", true));
        } catch (IOException e) {
            // the line was interrupted by that
        }
    }

    void end(ShellSession.End end) {
        try {
            send(Json.MAPPER.createObjectNode().put("end", end.name().toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            // nobody is there to be told
        } finally {
            async.complete();
        }
    }

    private synchronized void send(ObjectNode object) throws IOException {
        if (broken) {
            throw new IOException("Nobody reads this any more");
        }
        try {
            stream.write(Json.bytes(object));
            stream.write('\n');
            stream.flush();
        } catch (IOException | IllegalStateException e) {
            broken = true;
            onBroken.run();
            throw new IOException(e);
        }
    }
}
