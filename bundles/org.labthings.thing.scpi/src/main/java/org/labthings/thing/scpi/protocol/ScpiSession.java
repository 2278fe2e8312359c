package org.labthings.thing.scpi.protocol;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.labthings.driver.link.Deadline;

/**
 * Messages and answers over one connection. An instrument answers in the order in which it was
 * asked, and answers carry no number: an answer that comes late would be taken for that to the next
 * question. So a session that missed one is stale until {@link #resync} has found the answer to a
 * question whose answer is known. One thread at a time.
 */
final class ScpiSession implements Closeable {
    private static final int MOST_ERRORS = 64; // queues of instruments have 10 to 30 places
    private static final int MOST_LATE_LINES = 1000;

    private final ScpiSocket socket;
    private final ScpiOptions options;
    private String identity;
    private boolean stale;

    ScpiSession(ScpiSocket socket, ScpiOptions options) {
        this.socket = socket;
        this.options = options;
    }

    /** Asks who it is and makes it ready. Returns errors that were in its queue before. */
    List<String> begin() throws IOException, InterruptedException {
        identity = ask("*IDN?", soon());
        if (options.identification() != null
                && !options.identification().matcher(identity).find()) {
            throw ScpiException.fatal(
                    "is '"
                            + identity
                            + "', but 'identification' asks for '"
                            + options.identification().pattern()
                            + "'. Check the address, or change 'identification'");
        }
        List<String> old = errors(soon());
        for (String command : options.onConnect()) {
            tell(command, soon());
        }
        return old;
    }

    private Deadline soon() {
        return Deadline.in(options.timeout());
    }

    /** What it says it is: maker, model, serial number, firmware. */
    String identity() {
        return identity;
    }

    boolean isStale() {
        return stale;
    }

    /** A question and its answer, which is one line of text. */
    String ask(String query, Deadline end) throws IOException, InterruptedException {
        write(query, end);
        byte[] line = socket.readLine(options.largestAnswer(), end);
        String text = new String(line, StandardCharsets.ISO_8859_1);
        if (!text.chars().allMatch(c -> c >= ' ' && c != 127 || c == '\t')) {
            throw ScpiException.recoverable(
                    "answers " + ScpiSocket.shown(line) + ", which is no text");
        }
        stale = false;
        return text.trim();
    }

    /** A question whose answer is a block of data. */
    byte[] askBlock(String query, Deadline end) throws IOException, InterruptedException {
        write(query, end);
        byte[] block = socket.readBlock(options.largestAnswer(), end);
        stale = false;
        return block;
    }

    private void write(String query, Deadline end) throws IOException, InterruptedException {
        if (socket.hasUnread()) {
            resync(); // it said something unasked
        }
        stale = true; // until the answer has been read
        socket.write(bytes(query), end);
    }

    private static byte[] bytes(String message) {
        return (message + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * A command, and whether the instrument took it.
     *
     * @throws ScpiRefusal with what it has in its error queue afterwards
     */
    void tell(String command, Deadline end) throws IOException, InterruptedException {
        socket.write(bytes(command), end);
        List<String> errors = errors(end);
        if (!errors.isEmpty()) {
            throw new ScpiRefusal(errors);
        }
    }

    /** A command, without looking whether it was taken. */
    void send(String command, Deadline end) throws IOException, InterruptedException {
        socket.write(bytes(command), end);
    }

    /** Empties the error queue; oldest first. */
    List<String> errors(Deadline end) throws IOException, InterruptedException {
        List<String> errors = new ArrayList<>();
        if (options.errorQuery().isEmpty()) {
            return errors;
        }
        for (int i = 0; i < MOST_ERRORS; i++) {
            String entry = ask(options.errorQuery(), end);
            if (entry.matches("[+-]?0+\\b.*")) {
                return errors;
            }
            errors.add(entry);
        }
        errors.add("and more than " + MOST_ERRORS + ", which *CLS has cleared");
        send("*CLS", end);
        return errors;
    }

    /**
     * Makes sure that the next answer is that to the next question.
     *
     * @throws IOException when it does not answer in time
     */
    void resync() throws IOException, InterruptedException {
        Deadline end = soon();
        stale = true;
        socket.write(bytes("*IDN?"), end);
        for (int i = 0; i < MOST_LATE_LINES; i++) {
            byte[] line = socket.readLine(options.largestAnswer(), end);
            // what half of a line was left over stands before it
            if (new String(line, StandardCharsets.ISO_8859_1).trim().endsWith(identity)) {
                stale = false;
                return;
            }
        }
        throw ScpiException.fatal("does not answer to *IDN? among other things that it says");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
