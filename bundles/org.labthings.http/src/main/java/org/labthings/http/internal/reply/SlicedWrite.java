package org.labthings.http.internal.reply;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Writes a large array slice by slice. A channel copies a heap buffer into a direct one of its size
 * and keeps that for the thread: written whole, the largest blob ever sent would stay in memory
 * once for each selector.
 */
public final class SlicedWrite extends IteratingCallback {
    /** What is written at once. */
    public static final int SLICE = 128 * 1024;

    private final Response response;
    private final byte[] data;
    private final int end;
    private final Callback callback;
    private int position;

    /** Writes a part of an array and ends the answer; {@link #iterate} starts it. */
    public SlicedWrite(Response response, byte[] data, int offset, int length, Callback callback) {
        this.response = response;
        this.data = data;
        this.position = offset;
        this.end = offset + length;
        this.callback = callback;
    }

    /** Writes a whole array and ends the answer, with its length in the header. */
    public static void all(Response response, byte[] data, Callback callback) {
        if (data.length <= SLICE) {
            response.write(true, ByteBuffer.wrap(data), callback);
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, data.length);
            new SlicedWrite(response, data, 0, data.length, callback).iterate();
        }
    }

    @Override
    protected Action process() {
        if (position == end) {
            return Action.SUCCEEDED;
        }
        int length = Math.min(SLICE, end - position);
        ByteBuffer slice = ByteBuffer.wrap(data, position, length);
        position += length;
        response.write(position == end, slice, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        callback.failed(cause);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
