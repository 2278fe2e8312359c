package org.labthings.http.internal.exchange;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.StandardFields;

/**
 * Collects a request body as it arrives, without a thread that waits for it. Memory grows with what
 * has arrived, not with what was announced. A body over the limit is read to its end, up to a
 * multiple of the limit, and thrown away: a client that is still sending would not see the answer.
 */
public final class BodyReader implements Invocable.Task {
    private static final byte[] NONE = {};
    private static final int DISCARD_FACTOR = 4;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final long limit;
    private final Consumer<byte[]> next;
    private byte[] data = NONE;
    private long size;

    private BodyReader(
            Request request,
            Response response,
            Callback callback,
            long limit,
            Consumer<byte[]> next) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.limit = limit;
        this.next = next;
    }

    /**
     * Reads the body.
     *
     * @param limit the most that it may have, in bytes
     * @param next gets the complete body, empty if there was none, on the thread that read the last
     *     of it; not called when the request was answered with an error or is gone
     */
    public static void read(
            Request request,
            Response response,
            Callback callback,
            long limit,
            Consumer<byte[]> next) {
        BodyReader reader = new BodyReader(request, response, callback, limit, next);
        boolean asksFirst = request.getHeaders().contains(HttpHeader.EXPECT);
        long announced = request.getLength();
        if (announced > limit && (asksFirst || announced > limit * DISCARD_FACTOR)) {
            reader.tooLarge(true);
        } else {
            reader.run();
        }
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                failed(chunk.getFailure());
                return;
            }
            boolean last = chunk.isLast();
            take(chunk.getByteBuffer());
            chunk.release();
            if (last) {
                complete();
                return;
            }
            if (size > limit * DISCARD_FACTOR) {
                tooLarge(true);
                return;
            }
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void take(ByteBuffer part) {
        int length = part.remaining();
        if (size + length > limit) {
            data = NONE;
        } else if (length > 0) {
            int used = (int) size;
            if (used + length > data.length) {
                data = Arrays.copyOf(data, Math.max(used + length, 2 * data.length));
            }
            part.get(data, used, length);
        }
        size += length;
    }

    private void complete() {
        if (size > limit) {
            tooLarge(false);
        } else {
            next.accept(data.length == size ? data : Arrays.copyOf(data, (int) size));
        }
    }

    private void tooLarge(boolean close) {
        if (close) {
            response.getHeaders().put(StandardFields.CLOSE);
        }
        String detail = "The request body is larger than the " + limit + " bytes allowed";
        Reply.detail(request, response, callback, 413, detail);
    }

    private void failed(Throwable failure) {
        if (failure instanceof TimeoutException) {
            response.getHeaders().put(StandardFields.CLOSE);
            Reply.detail(
                    request, response, callback, 408, "The request body did not arrive in time");
        } else if (failure instanceof HttpException) {
            response.getHeaders().put(StandardFields.CLOSE);
            Reply.detail(request, response, callback, 400, "The request body is malformed");
        } else {
            callback.failed(failure);
        }
    }
}
