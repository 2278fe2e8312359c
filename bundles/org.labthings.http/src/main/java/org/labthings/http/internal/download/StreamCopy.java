package org.labthings.http.internal.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Sends what a stream of somebody else delivers, as fast as both sides go; how long that is shows
 * only at its end. Blocking, as {@link FileCopy} is.
 */
final class StreamCopy extends IteratingCallback {
    private static final int BUFFER = 64 * 1024;

    private final Response response;
    private final Callback callback;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private boolean ended;

    private StreamCopy(Response response, Callback callback, InputStream in) {
        this.response = response;
        this.callback = callback;
        this.in = in;
    }

    /** Starts sending, and closes the stream in the end. Called on a worker. */
    static void start(Response response, Callback callback, InputStream in) {
        new StreamCopy(response, callback, in).iterate();
    }

    @Override
    protected Action process() throws IOException {
        if (ended) {
            return Action.SUCCEEDED;
        }
        int n = in.read(buffer);
        ended = n < 0;
        response.write(ended, n < 0 ? null : ByteBuffer.wrap(buffer, 0, n), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleted(Throwable failure) {
        IO.close(in);
        super.onCompleted(failure);
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        callback.failed(failure);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }
}
