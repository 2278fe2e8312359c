package org.labthings.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.labthings.cli.command.ExitStatus;

/**
 * Runs subcommands against a socket that answers what it always answers, while the JVM records
 * which classes that takes: later starts find them ready to use. The script does it once for each
 * Java runtime.
 */
final class Training {
    private static final String PROPERTY = "labthings.training";
    private static final int MILLIS = 5000;
    private static final String BODY =
            "{\"a\":{\"state\":\"running\",\"reason\":\"It is served.\",\"bundle\":null},"
                    + "\"b\":{\"state\":\"waiting\",\"reason\":\"1.5\",\"n\":[1,2.5,true,null]}}";

    private Training() {}

    static boolean isAsked() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** What goes wrong only costs the speed-up. */
    static int run() {
        List<String[]> lines =
                List.of(
                        new String[] {"things"},
                        new String[] {"get", "a", "b"},
                        new String[] {"set", "a", "b", "{\"c\": 1}", "--json"});
        try (ServerSocket socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> answer(socket), "labthings-training");
            answers.setDaemon(true);
            answers.start();
            String url = "http://127.0.0.1:" + socket.getLocalPort();
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
            for (String[] line : lines) {
                Main.run(
                        line,
                        InputStream.nullInputStream(),
                        nowhere,
                        nowhere,
                        Map.of("LABTHINGS_URL", url, "LABTHINGS_TOKEN", "none"));
            }
            return ExitStatus.OK;
        } catch (IOException e) {
            return ExitStatus.FAILED;
        }
    }

    private static void answer(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(MILLIS);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII));
                String line = in.readLine();
                while (line != null && !line.isEmpty()) {
                    line = in.readLine();
                }
                String head =
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + BODY.length()
                                + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write((head + BODY).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the next one, or the socket was closed
            }
        }
    }
}
