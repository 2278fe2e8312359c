package org.labthings.thing.sangaboard;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.driver.link.Deadline;

/**
 * One board at an open port: one question, one line of answer (the serial commands of the
 * Sangaboard firmware 1.0). All methods may be called from any thread and block for some
 * milliseconds, at most for the time-out. After an {@link IOException} it should be closed:
 * question and answer may no longer belong together. Its message is the end of a sentence.
 */
final class Sangaboard implements Closeable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration BOOT = Duration.ofSeconds(6);
    private static final Duration BOOT_ANSWER = Duration.ofMillis(700);
    private static final long BOOT_PAUSE_MILLIS = 100;
    private static final int SLICE = 50;
    private static final int LONGEST = 4096;
    private static final Pattern THREE =
            Pattern.compile("(-?\\d{1,10})\\s+(-?\\d{1,10})\\s+(-?\\d{1,10})");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,10})");
    private static final String LED = "CC LED:";
    private static final String WIKI =
            "https://gitlab.com/openflexure/openflexure-microscope-server/-/wikis/home";

    private final SerialLine line;
    private final ReentrantLock lock = new ReentrantLock(true);
    private FirmwareVersion firmware;
    private double stepSeconds;

    Sangaboard(SerialLine line) {
        this.line = line;
    }

    /**
     * Waits for the board, which may start anew when its port is opened, and makes it ready.
     *
     * @throws IOException when it is no board, or one whose firmware is too old
     */
    void begin() throws IOException, InterruptedException {
        String version = version(BOOT);
        firmware =
                FirmwareVersion.parse(version)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "runs firmware '"
                                                        + version
                                                        + "', which is no version. Flash it: "
                                                        + WIKI));
        if (firmware.compareTo(FirmwareVersion.NEEDED) < 0) {
            throw new IOException(
                    "runs firmware "
                            + firmware
                            + ", but "
                            + FirmwareVersion.NEEDED
                            + " or newer is needed. Update it: "
                            + WIKI);
        }
        String reply = ask("blocking_moves false");
        if (!reply.contains("done")) {
            throw new IOException("answers '" + reply + "' to 'blocking_moves false'");
        }
        stepSeconds = number("dt?") / 1e6;
    }

    /** Asks for the version until it answers; also tells whether there is a board at all. */
    String version(Duration limit) throws IOException, InterruptedException {
        Deadline end = Deadline.in(limit);
        String last = null;
        while (!end.isOver()) {
            try {
                last = ask("version", Deadline.in(BOOT_ANSWER));
                Optional<String> version = FirmwareVersion.text(last);
                if (version.isPresent()) {
                    return version.get();
                }
                Thread.sleep(BOOT_PAUSE_MILLIS); // what it says while it boots
            } catch (NoAnswerException e) {
                // it may still be booting
            }
        }
        throw new IOException(
                last == null
                        ? "does not answer. Is it a Sangaboard, and has it power?"
                        : "answers '" + shown(last) + "' to 'version'. Is it a Sangaboard?");
    }

    FirmwareVersion firmware() {
        return firmware;
    }

    /** Seconds of one step. */
    double stepSeconds() {
        return stepSeconds;
    }

    int[] position() throws IOException, InterruptedException {
        String reply = ask("p?");
        Matcher m = THREE.matcher(reply);
        if (!m.find()) {
            throw new IOException("answers '" + shown(reply) + "' where a position is expected");
        }
        int[] position = new int[3];
        for (int i = 0; i < position.length; i++) {
            long n = Long.parseLong(m.group(i + 1));
            if (n != (int) n) {
                throw new IOException("is at a position that it cannot count: " + reply);
            }
            position[i] = (int) n;
        }
        return position;
    }

    void startMove(int x, int y, int z) throws IOException, InterruptedException {
        String reply = ask("mr " + x + " " + y + " " + z);
        if (!reply.contains("done")) {
            throw new IOException("answers '" + shown(reply) + "' to a move");
        }
    }

    boolean moving() throws IOException, InterruptedException {
        String reply = ask("moving?").trim();
        if (reply.equalsIgnoreCase("true") || reply.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(reply);
        }
        throw new IOException("answers '" + shown(reply) + "' where true or false is expected");
    }

    void stop() throws IOException, InterruptedException {
        ask("stop");
    }

    void zero() throws IOException, InterruptedException {
        String reply = ask("zero");
        if (!reply.contains("reset")) {
            throw new IOException("answers '" + shown(reply) + "' to 'zero'");
        }
    }

    void release() throws IOException, InterruptedException {
        ask("release");
    }

    /** Whether it has a light that can be switched. */
    boolean hasLed() throws IOException, InterruptedException {
        return ask("led_cc?").startsWith(LED);
    }

    /** Brightness of the light, 0 to 1. */
    void led(double brightness) throws IOException, InterruptedException {
        ask("led_cc " + (brightness == 0 ? "0" : String.valueOf(brightness)));
    }

    private long number(String query) throws IOException, InterruptedException {
        String reply = ask(query);
        Matcher m = NUMBER.matcher(reply);
        if (!m.find()) {
            throw new IOException(
                    "answers '"
                            + shown(reply)
                            + "' to '"
                            + query
                            + "', where a number is expected");
        }
        return Long.parseLong(m.group(1));
    }

    private String ask(String command) throws IOException, InterruptedException {
        return ask(command, Deadline.in(TIMEOUT));
    }

    private String ask(String command, Deadline end) throws IOException, InterruptedException {
        if (!lock.tryLock(Math.max(0, end.nanosLeft()), TimeUnit.NANOSECONDS)) {
            throw new IOException("is busy with another question, which it does not answer");
        }
        try {
            line.discard();
            line.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            return readLine(command, end);
        } finally {
            lock.unlock();
        }
    }

    private String readLine(String command, Deadline end) throws IOException, InterruptedException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        byte[] buffer = new byte[256];
        while (true) {
            int n = line.read(buffer, (int) end.slice(SLICE));
            for (int i = 0; i < n; i++) {
                if (buffer[i] == '\n') {
                    String text = reply.toString(StandardCharsets.US_ASCII).trim();
                    if (!text.isEmpty()) {
                        return text;
                    }
                    reply.reset(); // an empty line is no answer
                } else {
                    reply.write(buffer[i]);
                }
            }
            if (reply.size() > LONGEST) {
                throw new IOException("answers without end to '" + command + "'");
            }
            end.check();
            if (end.isOver()) {
                throw new NoAnswerException(
                        reply.size() == 0
                                ? "does not answer to '" + command + "'"
                                : "answers only '"
                                        + shown(reply.toString(StandardCharsets.US_ASCII))
                                        + "' to '"
                                        + command
                                        + "'");
            }
        }
    }

    /** No complete line came in time. */
    private static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String message) {
            super(message);
        }
    }

    private static String shown(String reply) {
        String printable = reply.replaceAll("[^ -~]", "?");
        return printable.length() > 60 ? printable.substring(0, 60) + "..." : printable;
    }

    @Override
    public void close() {
        line.close();
    }
}
