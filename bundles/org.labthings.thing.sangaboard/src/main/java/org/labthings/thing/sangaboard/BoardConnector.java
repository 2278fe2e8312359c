package org.labthings.thing.sangaboard;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.labthings.driver.link.Connector;
import org.slf4j.Logger;

/** Finds the board: at its port, or at whichever port answers like one. */
final class BoardConnector implements Connector<Sangaboard> {
    private static final int BAUD = 115_200;
    private static final Duration PROBE = Duration.ofSeconds(3);

    private final String port;
    private final Logger log;

    /** With a port, or null to try all. */
    BoardConnector(String port, Logger log) {
        this.port = port;
        this.log = log;
    }

    @Override
    public Sangaboard connect() throws IOException, InterruptedException {
        return port == null ? find() : open(port);
    }

    private Sangaboard open(String name) throws IOException, InterruptedException {
        Sangaboard board = new Sangaboard(SerialPorts.open(name, BAUD));
        try {
            board.begin();
            if (board.firmware().compareTo(FirmwareVersion.GOOD) < 0) {
                log.warn(
                        "The Sangaboard at {} runs firmware {}; {} or newer is better",
                        name,
                        board.firmware(),
                        FirmwareVersion.GOOD);
            }
            return board;
        } catch (IOException | InterruptedException | RuntimeException e) {
            board.close();
            throw e;
        }
    }

    private Sangaboard find() throws IOException, InterruptedException {
        List<String> tried = new ArrayList<>();
        for (String name : SerialPorts.all()) {
            try {
                Sangaboard probe = new Sangaboard(SerialPorts.open(name, BAUD));
                try {
                    probe.version(PROBE);
                } finally {
                    probe.close();
                }
            } catch (IOException e) {
                tried.add(name + " " + e.getMessage());
                continue;
            }
            return open(name);
        }
        throw new IOException(
                tried.isEmpty()
                        ? "was not found: this machine has no serial port. Is it plugged in?"
                        : "was not found: " + String.join("; ", tried));
    }

    @Override
    public void check(Sangaboard board) throws IOException, InterruptedException {
        board.position();
    }
}
