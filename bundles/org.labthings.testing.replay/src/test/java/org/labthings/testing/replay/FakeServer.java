package org.labthings.testing.replay;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.labthings.testing.replay.wire.Address;

/** Answers each connection with bytes that a test gives, once the request's head has come. */
public final class FakeServer implements Closeable {
    /** What the server does with a connection after the head of the request. */
    @FunctionalInterface
    public interface Script {
        void run(List<String> head, Socket socket) throws Exception;
    }

    private final ServerSocket listening;
    private final List<List<String>> heads = new CopyOnWriteArrayList<>();

    public FakeServer(Script script) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(script), "fake server");
        thread.setDaemon(true);
        thread.start();
    }

    /** One that answers always the same. */
    public static FakeServer saying(String answer) throws IOException {
        return new FakeServer((head, socket) -> write(socket, answer));
    }

    public static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    public static String json(int status, String body) {
        return "HTTP/1.1 "
                + status
                + " X\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    public Address address() {
        return new Address("127.0.0.1", listening.getLocalPort());
    }

    /** Request lines and headers, in the order of the connections. */
    public List<List<String>> heads() {
        return heads;
    }

    private void serve(Script script) {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.ISO_8859_1));
                List<String> head = new ArrayList<>();
                for (String line = in.readLine();
                        line != null && !line.isEmpty();
                        line = in.readLine()) {
                    head.add(line);
                }
                heads.add(head);
                script.run(head, socket);
            } catch (Exception e) {
                // The client went first: the test sees what came of it.
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
