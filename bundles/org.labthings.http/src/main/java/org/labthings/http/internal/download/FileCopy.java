package org.labthings.http.internal.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Sends a part of a file through one buffer, as fast as the client reads. It declares itself
 * blocking: after a wait for the client Jetty goes on with it on a pool thread, never on a
 * selector.
 */
public final class FileCopy extends IteratingCallback {
    private static final int BUFFER = 64 * 1024;

    private final Response response;
    private final Callback callback;
    private final FileChannel file;
    private final RetainableByteBuffer buffer;
    private long position;
    private long left;

    private FileCopy(
            Request request,
            Response response,
            Callback callback,
            FileChannel file,
            long offset,
            long length) {
        this.response = response;
        this.callback = callback;
        this.file = file;
        this.buffer = request.getComponents().getByteBufferPool().acquire(BUFFER, true);
        this.position = offset;
        this.left = length;
    }

    /**
     * Starts sending. Called on a worker.
     *
     * @throws IOException when the file cannot be opened; nothing is sent then
     */
    static void start(
            Request request,
            Response response,
            Callback callback,
            Path path,
            long offset,
            long length)
            throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        start(request, response, callback, file, offset, length);
    }

    /** Starts sending a part of an open file, and closes it in the end. Called on a worker. */
    public static void start(
            Request request,
            Response response,
            Callback callback,
            FileChannel file,
            long offset,
            long length) {
        new FileCopy(request, response, callback, file, offset, length).iterate();
    }

    @Override
    protected Action process() throws IOException {
        if (left == 0) {
            return Action.SUCCEEDED;
        }
        ByteBuffer bytes = buffer.getByteBuffer();
        bytes.clear().limit((int) Math.min(bytes.capacity(), left));
        int n = file.read(bytes, position);
        if (n <= 0) {
            throw new EOFException("The file became shorter while it was sent");
        }
        bytes.flip();
        position += n;
        left -= n;
        response.write(left == 0, bytes, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleted(Throwable failure) {
        IO.close(file);
        buffer.release();
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
