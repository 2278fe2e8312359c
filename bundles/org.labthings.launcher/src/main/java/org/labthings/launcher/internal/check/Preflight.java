package org.labthings.launcher.internal.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.launcher.internal.command.Options;

/**
 * What can be known to be wrong before the framework starts and any hardware is touched: the source
 * of the configuration, the address, the port.
 */
public final class Preflight {
    private final Options options;

    /** Checks of one command line. */
    public Preflight(Options options) {
        this.options = options;
    }

    /**
     * The configuration file to read; empty when the configuration is given as text.
     *
     * @param demo what is used when neither was given
     * @throws LaunchException when there are two sources, or none that can be read
     */
    public Optional<Path> configFile(Path demo) throws LaunchException {
        if (options.configFile().isPresent() && options.configJson().isPresent()) {
            throw new LaunchException(
                    Exit.SETUP, "Can't use both --config and --json simultaneously.");
        }
        if (options.configJson().isPresent()) {
            if (options.configJson().get().isBlank()) {
                throw nothing();
            }
            return Optional.empty();
        }
        Path file = options.configFile().orElse(demo);
        if (file.toString().isEmpty()) {
            throw nothing();
        }
        if (!Files.exists(file)) {
            throw new LaunchException(
                    Exit.SETUP, "Could not find configuration file " + file.toAbsolutePath());
        }
        if (!Files.isRegularFile(file) && Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new LaunchException(
                    Exit.SETUP,
                    "Couldn't load configuration file "
                            + file.toAbsolutePath()
                            + (Files.isDirectory(file)
                                    ? ": it is a folder"
                                    : ": permission denied"));
        }
        return Optional.of(file.toAbsolutePath().normalize());
    }

    private static LaunchException nothing() {
        return new LaunchException(
                Exit.SETUP,
                "No configuration (or empty configuration) provided: give -c FILE or -j TEXT");
    }

    /**
     * Whether the address can be listened on.
     *
     * @return whether others than this machine can reach it
     * @throws LaunchException when it is unknown, taken, or not safe to use
     */
    public boolean address() throws LaunchException {
        InetAddress address;
        try {
            address = InetAddress.getByName(options.host());
        } catch (UnknownHostException e) {
            throw new LaunchException(
                    Exit.REFUSED,
                    "The address --host " + options.host() + " is unknown on this machine");
        }
        boolean open = !address.isLoopbackAddress();
        if (open && !options.insecure() && !hasAccounts()) {
            throw new LaunchException(
                    Exit.USAGE,
                    "--host "
                            + options.host()
                            + " lets everybody on the network control the instruments, because no"
                            + " authentication is configured. Make a user (labthings user add NAME"
                            + " --role admin --data "
                            + options.data()
                            + "), or add --insecure if that is meant");
        }
        if (options.port() != 0) {
            tryPort(address);
        }
        return open;
    }

    /** Whether anybody could log in; who that is, the gatekeeper reads. */
    private boolean hasAccounts() {
        for (String name : List.of("users", "tokens")) {
            Path file = options.data().resolve("security").resolve(name);
            try (Stream<String> lines = Files.lines(file)) {
                if (lines.anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
                    return true;
                }
            } catch (IOException | UncheckedIOException e) {
                // none, or nobody can read it: nobody can log in
            }
        }
        return false;
    }

    private void tryPort(InetAddress address) throws LaunchException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, options.port()));
        } catch (IOException e) {
            throw new LaunchException(
                    Exit.REFUSED,
                    "Cannot listen on "
                            + options.host()
                            + ":"
                            + options.port()
                            + ": "
                            + e.getMessage()
                            + ". Stop the other program, or choose another port: --port 0 takes any"
                            + " free one");
        }
    }
}
