package org.labthings.testing.replay.internal.step;

import java.io.Closeable;
import java.io.IOException;
import org.labthings.testing.replay.wire.HttpConnection;
import org.labthings.testing.replay.wire.MultipartReader;

/**
 * A GET whose answer does not end.
 *
 * @param connection what it came over
 * @param parts its body
 */
record OpenStream(HttpConnection connection, MultipartReader parts) implements Closeable {
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
