package org.labthings.testing.instruments;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A Sangaboard with firmware 1: answers its serial commands, moves at its step time. It speaks on a
 * socket of this machine, to which a {@link PseudoTerminal} gives the looks of a serial port.
 */
public final class SangaboardSimulator implements Closeable {
    private static final byte[] NOISE = {(byte) 0xFE, 1, '%', (byte) 0x80, '\r', '\n'};

    private final ServerSocket server;
    private final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile String firmware = "Sangaboard Firmware v1.0.4";
    private volatile boolean light = true;
    private volatile int stepMicros = 100;
    private String led = "0.32";
    private final long[] start = new long[3];
    private final long[] distance = new long[3];
    private long began = System.nanoTime();
    private volatile Socket client;

    /** Listens at a free port. */
    public SangaboardSimulator() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "sangaboard-simulator");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** What it answers to {@code version}. */
    public SangaboardSimulator firmware(String answer) {
        firmware = answer;
        return this;
    }

    /** Whether it has a light. */
    public SangaboardSimulator light(boolean has) {
        light = has;
        return this;
    }

    /** Microseconds of one step. */
    public SangaboardSimulator stepMicros(int micros) {
        stepMicros = micros;
        return this;
    }

    /** What it does wrong with the next command; several add up. */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** All commands so far. */
    public List<String> received() {
        return received;
    }

    /** Where its motors are. */
    public synchronized int[] position() {
        double f = fraction();
        int[] p = new int[3];
        for (int i = 0; i < p.length; i++) {
            p[i] = (int) (start[i] + (long) (f * distance[i]));
        }
        return p;
    }

    private double fraction() {
        long most = Math.max(Math.abs(distance[0]), Math.abs(distance[1]));
        most = Math.max(most, Math.abs(distance[2]));
        double seconds = most * (stepMicros / 1e6);
        double elapsed = (System.nanoTime() - began) / 1e9;
        return seconds == 0 ? 1 : Math.min(1, elapsed / seconds);
    }

    private synchronized void move(long x, long y, long z) {
        int[] here = position();
        for (int i = 0; i < here.length; i++) {
            start[i] = here[i];
        }
        distance[0] = x;
        distance[1] = y;
        distance[2] = z;
        began = System.nanoTime();
    }

    private synchronized boolean moving() {
        return fraction() < 1;
    }

    private synchronized void zero() {
        start[0] = 0;
        start[1] = 0;
        start[2] = 0;
        distance[0] = 0;
        distance[1] = 0;
        distance[2] = 0;
    }

    @Override
    public void close() throws IOException {
        server.close();
        Socket open = client;
        if (open != null) {
            open.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                client = socket;
                converse(socket);
            } catch (IOException e) {
                // unplugged, or closed: the next one, if any
            }
        }
    }

    private void converse(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream();
        String late = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            received.add(line);
            byte[] reply =
                    (answer(line.trim().toLowerCase(Locale.ROOT)) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
            Fault fault = faults.poll();
            if (fault == null || fault == Fault.NONE) {
                out.write(late.getBytes(StandardCharsets.US_ASCII));
                late = "";
                out.write(reply);
                continue;
            }
            switch (fault) {
                case LATE -> late = new String(reply, StandardCharsets.US_ASCII);
                case GARBAGE -> out.write(NOISE);
                case PARTIAL -> out.write(reply, 0, reply.length / 2);
                case FLOOD -> out.write("9".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
                case HANG_UP -> socket.close();
                default -> {
                    // no answer
                }
            }
        }
    }

    private String answer(String command) {
        String[] words = command.split("\\s+");
        return switch (words[0]) {
            case "version" -> firmware;
            case "board" -> "Sangaboard v0.5.3";
            case "mr", "move_rel" -> moved(words);
            case "p?", "p", "position?" -> {
                int[] p = position();
                yield p[0] + " " + p[1] + " " + p[2];
            }
            case "moving?" -> String.valueOf(moving());
            case "stop" -> {
                move(0, 0, 0);
                yield "done.";
            }
            case "blocking_moves" -> "blocking_moves: done.";
            case "zero" -> {
                zero();
                yield "position reset to 0 0 0";
            }
            case "release" -> "motors released";
            case "dt?" -> "minimum step delay " + stepMicros;
            case "led_cc?" -> light ? "CC LED:" + led : unknown();
            case "led_cc" -> {
                led = words[1];
                yield light ? "done." : unknown();
            }
            default -> unknown();
        };
    }

    private static String unknown() {
        return "Type 'help' for a list of commands; this one was not recognised";
    }

    private String moved(String[] words) {
        move(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        return "done.";
    }
}
