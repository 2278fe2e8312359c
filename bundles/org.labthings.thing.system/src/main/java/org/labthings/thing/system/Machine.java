package org.labthings.thing.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says about the machine. Reads files; from any thread. */
final class Machine {
    private static final Pattern PRETTY_NAME =
            Pattern.compile("(?m)^PRETTY_NAME=\"?([^\"\\n]*)\"?$");
    private static final Pattern MACHINE_ID = Pattern.compile("[0-9a-fA-F]{32}");
    private static final int LONGEST = 64 * 1024;

    private final Path root;

    /** This machine. */
    Machine() {
        this(Path.of("/"));
    }

    /** A machine whose files are there. */
    Machine(Path root) {
        this.root = root;
    }

    /** A UUID that stays the same as long as the system is not installed anew. */
    Optional<UUID> id() {
        return text("etc/machine-id")
                .filter(id -> MACHINE_ID.matcher(id).matches())
                .map(
                        id ->
                                UUID.fromString(
                                        id.replaceFirst(
                                                "(.{8})(.{4})(.{4})(.{4})(.{12})",
                                                "$1-$2-$3-$4-$5")));
    }

    /** The serial number of the board, if it has one. */
    Optional<String> serialNumber() {
        return text("proc/device-tree/serial-number");
    }

    /** Whether it is a Raspberry Pi. */
    boolean isRaspberryPi() {
        return text("proc/device-tree/model").filter(m -> m.contains("Raspberry Pi")).isPresent();
    }

    /** The operating system in words. */
    Optional<String> operatingSystem() {
        return text("etc/os-release")
                .map(PRETTY_NAME::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1));
    }

    /** Its name on the network. */
    String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Device trees end their strings with a zero. */
    private Optional<String> text(String file) {
        try {
            byte[] data;
            try (var in = Files.newInputStream(root.resolve(file))) {
                data = in.readNBytes(LONGEST);
            }
            String text = new String(data, StandardCharsets.UTF_8).replace("\0", "").strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty(); // another operating system
        }
    }
}
