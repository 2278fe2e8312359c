package org.labthings.http.internal.openapi.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;

/**
 * One file of this bundle. It is read and compressed on first use, on a worker, and kept as long as
 * memory is not short. Thread-safe.
 */
final class Asset implements Route {
    /** For files with their version in their path. */
    static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** For files that another version of this bundle may have otherwise. */
    static final String REVALIDATED = "no-cache";

    private final String name;
    private final String type;
    private final String caching;
    private final Lane lane;
    private final Duration deadline;
    private volatile SoftReference<Content> kept = new SoftReference<>(null);

    /**
     * A file.
     *
     * @param name relative to this package
     * @param type its media type
     * @param caching value of {@code Cache-Control}
     */
    Asset(String name, String type, String caching, Lane lane, Duration deadline) {
        this.name = name;
        this.type = type;
        this.caching = caching;
        this.lane = lane;
        this.deadline = deadline;
    }

    @Override
    public void handle(Request request, Response response, Callback callback) {
        Content content = kept.get();
        if (content != null) {
            content.send(request, response, callback);
            return;
        }
        Work.start(
                request,
                response,
                callback,
                lane,
                deadline,
                ErrorReply.Source.AFFORDANCE,
                () -> load()::send);
    }

    private synchronized Content load() {
        Content content = kept.get();
        if (content == null) {
            content = new Content(read(name), type, caching);
            kept = new SoftReference<>(content);
        }
        return content;
    }

    /** Reads a file of this bundle. */
    static byte[] read(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("This bundle is damaged", e);
        }
    }
}
