package org.labthings.http.internal.guard;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * A request whose body has to have arrived in a given time, and may have so many bytes. A body that
 * drips keeps within the idle time-out for ever; this ends it at the next drop.
 */
public final class TimedBody extends Request.Wrapper {
    private final long end;
    private final long most;
    private long size;

    private TimedBody(Request request, Duration time, long most) {
        super(request);
        this.end = System.nanoTime() + time.toNanos();
        this.most = most;
    }

    /** The same request, its body timed if it has one. */
    static Request timed(Request request, Heads heads, Duration time) {
        boolean body = heads.body() || !heads.length() && !isLook(request);
        return body ? new TimedBody(request, time, Long.MAX_VALUE) : request;
    }

    /** The same request with a limit to its body. */
    public static Request limited(Request request, Duration time, long most) {
        return new TimedBody(request, time, most);
    }

    private static boolean isLook(Request request) {
        String method = request.getMethod();
        return method.equals("GET") || method.equals("HEAD") || method.equals("CONNECT");
    }

    @Override
    public Content.Chunk read() {
        Content.Chunk chunk = super.read();
        if (chunk == null || Content.Chunk.isFailure(chunk)) {
            return chunk;
        }
        size += chunk.remaining();
        Throwable failure = null;
        if (size > most) {
            failure =
                    new HttpException.RuntimeException(
                            413, "The request body is larger than the " + most + " bytes allowed");
        } else if (!chunk.isLast() && System.nanoTime() - end > 0) {
            failure = new TimeoutException("The request body did not arrive in time");
        }
        if (failure == null) {
            return chunk;
        }
        chunk.release();
        return Content.Chunk.from(failure, true);
    }
}
