package org.labthings.testing.replay.wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * One connection to a server: writes bytes as given, reads answers.
 *
 * <pre>{@code
 * RawAnswer answer = HttpConnection.exchange(address, request, Duration.ofSeconds(30));
 * }</pre>
 *
 * Not for several threads.
 */
public final class HttpConnection implements Closeable {
    private final Socket socket;
    private final ByteReader reader;
    private int status;
    private HeaderFields headers;

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new ByteReader(socket);
    }

    public static HttpConnection open(Address address) throws IOException {
        return new HttpConnection(address.connect());
    }

    /** Sends one request on a connection of its own and reads the whole answer. */
    public static RawAnswer exchange(Address address, RawRequest request, Duration timeout)
            throws IOException {
        try (HttpConnection connection = open(address)) {
            connection.send(request.encoded());
            return connection.answer(request.method(), Deadline.after(timeout));
        }
    }

    /** Writes these bytes, whatever they are. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Says that no more bytes follow; answers can still be read. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Reads one whole answer.
     *
     * @param method of the request, as an answer to HEAD has no body
     */
    public RawAnswer answer(String method, Deadline deadline) throws IOException {
        BodyReader body = head(method, deadline);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] piece = body.next(deadline); piece != null; piece = body.next(deadline)) {
            bytes.writeBytes(piece);
        }
        return new RawAnswer(status, headers, bytes.toByteArray());
    }

    /** Reads status and headers; the body follows through what is returned. */
    public BodyReader head(String method, Deadline deadline) throws IOException {
        do {
            status = statusOf(reader.line(deadline));
            headers = HeaderFields.read(reader, deadline);
        } while (status >= 100 && status < 200 && status != 101);
        return BodyReader.of(reader, method, status, headers);
    }

    /** The latest answer's. */
    public int status() {
        return status;
    }

    /** The latest answer's. */
    public HeaderFields headers() {
        return headers;
    }

    static int statusOf(String line) throws IOException {
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[0-9]{3}")) {
            throw new IOException("not a status line of HTTP/1.1: " + line);
        }
        return Integer.parseInt(words[1]);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
