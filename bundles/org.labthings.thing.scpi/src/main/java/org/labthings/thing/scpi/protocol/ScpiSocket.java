package org.labthings.thing.scpi.protocol;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HexFormat;
import org.labthings.driver.link.Deadline;

/**
 * A raw TCP connection that is read by lines and by blocks. Connecting, writing and reading each
 * end at a deadline, at an interrupt, or when the action is cancelled. One thread at a time; {@link
 * #close} from any.
 */
final class ScpiSocket implements Closeable {
    private static final int SLICE = 50; // ms between two looks at whether the action was cancelled
    private static final int SHOWN = 60;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(16 * 1024).flip();

    private ScpiSocket(SocketChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    static ScpiSocket connect(String host, int port, Duration timeout)
            throws IOException, InterruptedException {
        try {
            return open(host, port, timeout);
        } catch (ScpiException e) {
            throw e;
        } catch (IOException e) {
            throw ScpiException.fatal("cannot be reached: " + e.getMessage());
        }
    }

    private static ScpiSocket open(String host, int port, Duration timeout)
            throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw ScpiException.fatal("has a host name that is not known. Check 'host'");
        }
        SocketChannel channel = SocketChannel.open();
        Selector selector = null;
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            selector = Selector.open();
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            ScpiSocket socket = new ScpiSocket(channel, selector, key);
            if (!channel.connect(address)) {
                socket.finishConnecting(Deadline.in(timeout));
            }
            return socket;
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    private void finishConnecting(Deadline end) throws IOException, InterruptedException {
        try {
            while (!channel.finishConnect()) {
                if (!await(SelectionKey.OP_CONNECT, end)) {
                    throw ScpiException.fatal(
                            "does not accept a connection within "
                                    + end.allowed().toMillis()
                                    + " ms. Is it switched on, and on the network?");
                }
            }
        } catch (java.net.ConnectException e) {
            throw ScpiException.fatal(
                    "refuses the connection. Is its SCPI server enabled, and the port right?");
        }
    }

    /** Waits until an operation is possible; false when the deadline is over. */
    private boolean await(int operation, Deadline end) throws IOException, InterruptedException {
        key.interestOps(operation);
        while (true) {
            end.check();
            if (selector.select(end.slice(SLICE)) > 0) {
                selector.selectedKeys().clear();
                return true;
            }
            if (end.isOver()) {
                return false;
            }
        }
    }

    void write(byte[] message, Deadline end) throws IOException, InterruptedException {
        ByteBuffer out = ByteBuffer.wrap(message);
        while (out.hasRemaining()) {
            if (channel.write(out) == 0 && !await(SelectionKey.OP_WRITE, end)) {
                throw ScpiException.fatal(
                        "takes no more messages: it has not read the last ones for "
                                + end.allowed().toMillis()
                                + " ms");
            }
        }
    }

    /** Whether something came that nobody asked for, or that was not read. */
    boolean hasUnread() throws IOException {
        return in.hasRemaining() || fill();
    }

    /** The next line, without its end. */
    byte[] readLine(int limit, Deadline end) throws IOException, InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        while (true) {
            byte b = next(end, line);
            if (b == '\n') {
                return trimmed(line.toByteArray());
            }
            if (line.size() >= limit) {
                throw ScpiException.fatal(
                        "answers more than " + limit + " bytes without an end of line");
            }
            line.write(b);
        }
    }

    private static byte[] trimmed(byte[] line) {
        int n = line.length;
        while (n > 0 && line[n - 1] == '\r') {
            n--;
        }
        return n == line.length ? line : java.util.Arrays.copyOf(line, n);
    }

    /**
     * An arbitrary block of IEEE 488.2, section 8.7.9 (definite: # digits length data) or 8.7.10
     * (indefinite: #0 data, up to an end of line), and the end of line after it.
     */
    byte[] readBlock(int limit, Deadline end) throws IOException, InterruptedException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(next(end, head));
        if (head.toByteArray()[0] != '#') {
            byte[] rest = readLine(limit, end);
            head.write(rest);
            throw ScpiException.recoverable(
                    "answers " + shown(head.toByteArray()) + ", which is no block of data (#...)");
        }
        int digits = next(end, head) - '0';
        if (digits == 0) {
            return readLine(limit, end);
        }
        long length = digits < 0 || digits > 9 ? -1 : length(digits, end, head);
        if (length < 0) {
            throw ScpiException.fatal("answers a block of data whose length cannot be read");
        }
        if (length > limit) {
            throw ScpiException.fatal(
                    "answers a block of " + length + " bytes; at most " + limit + " are taken");
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream((int) length);
        while (data.size() < length) {
            data.write(next(end, data));
            int n = (int) Math.min(in.remaining(), length - data.size());
            data.write(in.array(), in.position(), n);
            in.position(in.position() + n);
        }
        if (next(end, head) == '\r') {
            next(end, head);
        }
        return data.toByteArray();
    }

    private long length(int digits, Deadline end, ByteArrayOutputStream head)
            throws IOException, InterruptedException {
        long length = 0;
        for (int i = 0; i < digits; i++) {
            int digit = next(end, head) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            length = length * 10 + digit;
        }
        return length;
    }

    private byte next(Deadline end, ByteArrayOutputStream soFar)
            throws IOException, InterruptedException {
        while (!in.hasRemaining()) {
            if (!fill() && !await(SelectionKey.OP_READ, end)) {
                String came =
                        soFar.size() == 0
                                ? "does not answer"
                                : "answers only " + shown(soFar.toByteArray());
                throw ScpiException.recoverable(
                        came + " within " + end.allowed().toMillis() + " ms");
            }
        }
        return in.get();
    }

    private boolean fill() throws IOException {
        in.clear();
        int n = 0;
        try {
            n = channel.read(in);
        } finally {
            in.flip();
        }
        if (n < 0) {
            throw ScpiException.fatal("has closed the connection. Does another client use it?");
        }
        return n > 0;
    }

    /** Some bytes as people can read them. */
    static String shown(byte[] bytes) {
        boolean text = true;
        for (byte b : bytes) {
            text &= b >= ' ' && b < 127 || b == '\t';
        }
        int n = Math.min(bytes.length, SHOWN);
        String more = bytes.length > n ? "... (" + bytes.length + " bytes)" : "";
        return text
                ? "'"
                        + new String(bytes, 0, n, java.nio.charset.StandardCharsets.US_ASCII)
                        + "'"
                        + more
                : "bytes " + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, n) + more;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            selector.close();
        }
    }
}
