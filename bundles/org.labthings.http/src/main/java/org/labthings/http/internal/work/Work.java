package org.labthings.http.internal.work;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.route.Route;

/**
 * One request that is answered by a worker. Whoever comes first answers: the worker, or the
 * deadline, upon which the client is told and what the worker still finds out is dropped.
 */
public final class Work implements Runnable {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ErrorReply.Source source;
    private final Callable<Route> task;
    private final AtomicBoolean answered = new AtomicBoolean();

    private Work(
            Request request,
            Response response,
            Callback callback,
            ErrorReply.Source source,
            Callable<Route> task) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.source = source;
        this.task = task;
    }

    /**
     * Has a request answered.
     *
     * @param lane where; when it is full, the answer is 503
     * @param deadline when the client is told that there is no answer
     * @param source what exceptions of the task mean
     * @param task does what may block, and returns what answers; called on a worker
     */
    public static void start(
            Request request,
            Response response,
            Callback callback,
            Lane lane,
            Duration deadline,
            ErrorReply.Source source,
            Callable<Route> task) {
        Work work = new Work(request, response, callback, source, task);
        long start = System.nanoTime();
        request.addIdleTimeoutListener(
                timeout -> work.idle(timeout, lane, System.nanoTime() - start, deadline));
        try {
            lane.execute(work);
        } catch (RejectedExecutionException e) {
            busy(request, response, callback, lane);
        }
    }

    /** Answers that a lane is full. */
    public static void busy(Request request, Response response, Callback callback, Lane lane) {
        Reply.retryAfter(response, TRY_AGAIN);
        String detail = "Too many requests to " + lane.name() + " are waiting; try again";
        Reply.detail(request, response, callback, 503, detail);
    }

    @Override
    public void run() {
        Route answer;
        try {
            answer = task.call();
        } catch (Exception | Error e) {
            answer = (rq, rs, cb) -> ErrorReply.write(rq, rs, cb, e, source);
        }
        if (answered.compareAndSet(false, true)) {
            try {
                answer.handle(request, response, callback);
            } catch (Exception | Error e) {
                callback.failed(e);
            }
        }
    }

    /** The connection was silent for a while, as it is while a driver works: that is no failure. */
    private boolean idle(TimeoutException timeout, Lane lane, long waited, Duration deadline) {
        if (waited >= deadline.toNanos() && answered.compareAndSet(false, true)) {
            String detail =
                    "No answer from " + lane.name() + " within " + deadline.toSeconds() + " s";
            Reply.detail(request, response, callback, 504, detail);
        }
        return false;
    }
}
