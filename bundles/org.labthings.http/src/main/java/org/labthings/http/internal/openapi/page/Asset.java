package org.labthings.http.internal.openapi.page;

import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;

/**
 * Content that is read and compressed on first use, on a worker, and kept as long as memory is not
 * short. Thread-safe.
 */
final class Asset implements Route {
    private final Supplier<Content> source;
    private final Lane lane;
    private final Duration deadline;
    private volatile SoftReference<Content> kept = new SoftReference<>(null);

    /**
     * An asset.
     *
     * @param source may block
     */
    Asset(Supplier<Content> source, Lane lane, Duration deadline) {
        this.source = source;
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
            content = source.get();
            kept = new SoftReference<>(content);
        }
        return content;
    }
}
