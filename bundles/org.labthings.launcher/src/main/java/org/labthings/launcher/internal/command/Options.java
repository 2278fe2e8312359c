package org.labthings.launcher.internal.command;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param configFile {@code --config}
 * @param configJson {@code --json}
 * @param host {@code --host}
 * @param port {@code --port}
 * @param data {@code --data}, absolute
 * @param plugins {@code --plugins}, absolute
 * @param fallback whether an error page is served when the server cannot start; implies strict
 * @param strict whether one Thing that cannot run ends the server
 * @param tls whether connections are encrypted
 * @param insecure whether it may listen beyond this machine without authentication
 * @param shell whether the shell is opened on this terminal
 * @param debug whether Things log below INFO
 */
public record Options(
        Optional<Path> configFile,
        Optional<String> configJson,
        String host,
        int port,
        Path data,
        Path plugins,
        boolean fallback,
        boolean strict,
        boolean tls,
        boolean insecure,
        boolean shell,
        boolean debug) {
    /** The same with other folders. */
    public Options withFolders(Path otherData, Path otherPlugins) {
        return new Options(
                configFile,
                configJson,
                host,
                port,
                otherData,
                otherPlugins,
                fallback,
                strict,
                tls,
                insecure,
                shell,
                debug);
    }

    /** The same with another port. */
    public Options withPort(int other) {
        return new Options(
                configFile,
                configJson,
                host,
                other,
                data,
                plugins,
                fallback,
                strict,
                tls,
                insecure,
                shell,
                debug);
    }
}
