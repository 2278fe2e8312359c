package org.labthings.cli.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.labthings.cli.command.Arguments;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.UsageException;

/**
 * Where the server is, and the token that it is shown. Without options these are what the server of
 * the data folder has left there: {@code url}, and {@code security/local-token}, which only who
 * started the server, or root, may read. That token goes to addresses of this machine only.
 *
 * @param url without a slash at the end; its path is the prefix of the Things' paths
 * @param token to be sent as a bearer, if there is one
 * @param data the server's data folder, which need not exist
 */
public record Whereabouts(URI url, Optional<String> token, Path data) {
    private static final String DEFAULT_URL = "http://127.0.0.1:5000";

    /**
     * From the options, else the environment, else the data folder.
     *
     * @throws CommandException when one of them cannot be used
     */
    public static Whereabouts find(Arguments arguments, Map<String, String> environment)
            throws CommandException {
        Path data = Path.of(arguments.value("--data").orElse("labthings-data")).toAbsolutePath();
        Optional<String> named =
                arguments.value("--url").or(() -> given(environment, "LABTHINGS_URL"));
        URI url =
                parse(
                        named.isPresent()
                                ? named.get()
                                : firstLine(data.resolve("url"))
                                        .map(Whereabouts::near)
                                        .orElse(DEFAULT_URL));
        Optional<String> token =
                arguments.value("--token").or(() -> given(environment, "LABTHINGS_TOKEN"));
        if (token.isEmpty() && isHere(url)) {
            token = firstLine(data.resolve("security").resolve("local-token"));
        }
        if (token.isPresent() && !token.get().chars().allMatch(c -> c > 32 && c < 127)) {
            throw new UsageException("a token has no blanks and no letters beyond ASCII");
        }
        return new Whereabouts(url, token, data.normalize());
    }

    /** A server that listens on all addresses of this machine also does on its own. */
    private static String near(String url) {
        return url.replace("//0.0.0.0", "//127.0.0.1").replace("//[::]", "//[::1]");
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank());
    }

    /** The first line of a file; nothing when there is none, or it may not be read. */
    private static Optional<String> firstLine(Path file) throws CommandException {
        try {
            return Files.readString(file).lines().findFirst().map(String::strip);
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CommandException(
                    ExitStatus.FAILED, file + " cannot be read: " + e.getMessage());
        }
    }

    private static URI parse(String text) throws UsageException {
        String stripped = text.strip().replaceAll("([^/:])/+$", "$1");
        String complete = stripped.contains("://") ? stripped : "http://" + stripped;
        try {
            URI url = new URI(complete);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                if (url.getUserInfo() != null || url.getQuery() != null) {
                    throw new UsageException(
                            "a URL here is only scheme, host, port and path; use --token");
                }
                return url;
            }
        } catch (URISyntaxException e) {
            throw new UsageException("'" + text + "' is no URL: " + e.getReason());
        }
        throw new UsageException("'" + text + "' is no URL like " + DEFAULT_URL);
    }

    /** Whether the server is on this machine; only literal addresses and localhost count. */
    static boolean isHere(URI url) {
        String host = url.getHost();
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        if (!host.matches("[0-9.]+|\\[.*]")) {
            return false; // no look-up: a foreign name server must not decide this
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
