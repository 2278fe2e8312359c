package org.labthings.testing.instruments;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An instrument that speaks SCPI on a raw TCP socket of this machine: common commands, an error
 * queue of ten entries, one client at a time, and whatever a test teaches it.
 */
public final class ScpiSimulator implements Closeable {
    private static final int QUEUE = 10;
    private static final String OUTSIDE_QUOTES = ";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";
    private static final byte[] NOISE = {(byte) 0xFF, 0, 7, (byte) 0x9C, 27, 1, '\n'};

    private final String identity;
    private final Map<String, Function<String, Object>> commands = new ConcurrentHashMap<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<byte[]> late = new ConcurrentLinkedQueue<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile ServerSocket server;
    private volatile Socket client;

    /** Listens at a free port. */
    public ScpiSimulator(String identity) throws IOException {
        this(identity, 0);
    }

    /** Listens at a port. */
    public ScpiSimulator(String identity, int port) throws IOException {
        this.identity = identity;
        server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        this.port = server.getLocalPort();
        serve();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Teaches it a command: what is done with the text after the header; null answers nothing. */
    public ScpiSimulator on(String header, Function<String, Object> action) {
        commands.put(header.toUpperCase(Locale.ROOT), action);
        return this;
    }

    /** Teaches it a query. */
    public ScpiSimulator answer(String query, Supplier<Object> reply) {
        return on(query, argument -> reply.get());
    }

    /** Teaches it a variable with a command and a query of one header. */
    public ScpiSimulator variable(String header, String value) {
        String[] store = {value};
        on(
                header,
                argument -> {
                    store[0] = argument;
                    return null;
                });
        return answer(header + "?", () -> store[0]);
    }

    /** What it does wrong with the next message that wants an answer; several add up. */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** Puts an error into its queue, as a command that fails does. */
    public void error(String entry) {
        synchronized (errors) {
            if (errors.size() < QUEUE) {
                errors.add(entry);
            } else {
                errors.removeLast();
                errors.add("-350,\"Queue overflow\"");
            }
        }
    }

    /** All messages so far. */
    public List<String> received() {
        return received;
    }

    /** Hangs up and refuses connections, as when it is switched off. */
    public void switchOff() throws IOException {
        server.close();
        hangUp();
    }

    /** Listens again, at the same port. */
    public void switchOn() throws IOException {
        ServerSocket next = new ServerSocket();
        next.setReuseAddress(true);
        next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = next;
        serve();
    }

    /** Hangs up. */
    public void hangUp() throws IOException {
        Socket open = client;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        switchOff();
    }

    private void serve() {
        ServerSocket listening = server;
        Thread thread = new Thread(() -> accept(listening), "scpi-simulator-" + port);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (Socket accepted = listening.accept()) {
                client = accepted;
                late.clear();
                converse(accepted);
            } catch (IOException e) {
                // the client went, or this was switched off: the next one, if any
            }
        }
    }

    private void converse(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            received.add(line);
            byte[] reply = reply(line);
            if (reply.length > 0) {
                send(reply, out, socket);
            }
        }
    }

    /** All replies of one message, separated by semicolons, as IEEE 488.2 has it. */
    private byte[] reply(String message) {
        byte[] all = new byte[0];
        for (String command : message.split(OUTSIDE_QUOTES)) {
            byte[] one = execute(command.trim());
            if (one != null) {
                all = all.length == 0 ? one : join(all, new byte[] {';'}, one);
            }
        }
        return all.length == 0 ? all : join(all, new byte[] {'\n'});
    }

    private static byte[] join(byte[]... parts) {
        int n = 0;
        for (byte[] p : parts) {
            n += p.length;
        }
        byte[] all = new byte[n];
        n = 0;
        for (byte[] p : parts) {
            System.arraycopy(p, 0, all, n, p.length);
            n += p.length;
        }
        return all;
    }

    private byte[] execute(String command) {
        String text = command.startsWith(":") ? command.substring(1) : command;
        int blank = text.indexOf(' ');
        String header = (blank < 0 ? text : text.substring(0, blank)).toUpperCase(Locale.ROOT);
        String argument = blank < 0 ? "" : text.substring(blank + 1).trim();
        Object reply = common(header);
        if (reply == null && commands.containsKey(header)) {
            reply = commands.get(header).apply(argument);
        } else if (reply == null) {
            error("-113,\"Undefined header\"");
        }
        if (reply == null || reply.equals("")) {
            return null;
        }
        return reply instanceof byte[] bytes
                ? bytes
                : reply.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Object common(String header) {
        synchronized (errors) {
            return switch (header) {
                case "*IDN?" -> identity;
                case "*OPC?" -> "1";
                case "SYST:ERR?" -> errors.isEmpty() ? "+0,\"No error\"" : errors.remove();
                case "*CLS" -> {
                    errors.clear();
                    yield "";
                }
                default -> null;
            };
        }
    }

    private void send(byte[] reply, OutputStream out, Socket socket) throws IOException {
        for (byte[] old = late.poll(); old != null; old = late.poll()) {
            out.write(old);
        }
        Fault fault = faults.poll();
        if (fault == null) {
            out.write(reply);
            return;
        }
        switch (fault) {
            case NONE -> out.write(reply);
            case NO_ANSWER -> {}
            case LATE -> late.add(reply);
            case GARBAGE -> out.write(NOISE);
            case PARTIAL -> out.write(reply, 0, reply.length / 2);
            case DRIBBLE -> dribble(reply, out);
            case FLOOD -> flood(out);
            case HANG_UP -> socket.close();
            default -> throw new IllegalStateException(fault.toString());
        }
    }

    private static void dribble(byte[] reply, OutputStream out) throws IOException {
        for (byte b : reply) {
            out.write(b); // a packet of its own, as there is no delay that collects them
            out.flush();
        }
    }

    private static void flood(OutputStream out) throws IOException {
        byte[] much = "9".repeat(8192).getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            out.write(much); // until the other end hangs up
        }
    }
}
