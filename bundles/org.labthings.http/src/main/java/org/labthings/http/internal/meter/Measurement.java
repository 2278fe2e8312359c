package org.labthings.http.internal.meter;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Measures one request until its answer is complete. */
final class Measurement extends Callback.Nested {
    private static final long LONG = TimeUnit.SECONDS.toNanos(1);

    private final RouteMeter meter;
    private final Response response;
    private final long start = System.nanoTime();

    Measurement(RouteMeter meter, Response response, Callback callback) {
        super(callback);
        this.meter = meter;
        this.response = response;
    }

    @Override
    public void succeeded() {
        long nanos = System.nanoTime() - start;
        meter.answered(status(), nanos > LONG && isStream() ? -1 : nanos);
        super.succeeded();
    }

    /** Jetty answers 500 if it still can. */
    @Override
    public void failed(Throwable cause) {
        boolean aborted = response.isCommitted();
        meter.answered(
                aborted ? RouteMeter.ABORTED : 500, aborted ? -1 : System.nanoTime() - start);
        super.failed(cause);
    }

    /** Jetty leaves it open until something is written. */
    private int status() {
        int status = response.getStatus();
        return status == 0 ? 200 : status;
    }

    private boolean isStream() {
        String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null
                && (type.startsWith("multipart/x-mixed-replace")
                        || type.startsWith("text/event-stream"));
    }
}
