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
 * @param insecure whether it may listen beyond this machine without authentication
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
        boolean insecure,
        boolean debug) {}
