package org.labthings.gogo.internal.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;

/** Files on the machine of the server, relative to the folder of the session. */
final class ServerFiles {
    private ServerFiles() {}

    static Path path(CommandSession session, Words words, int index) throws ShellException {
        String text = words.text(index);
        try {
            if (text.startsWith("~/")) {
                return Path.of(System.getProperty("user.home"), text.substring(2));
            }
            return session.currentDir().resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new ShellException("'" + text + "' is no path: " + e.getReason());
        }
    }

    static Path existing(CommandSession session, Words words, int index) throws ShellException {
        Path path = path(session, words, index);
        if (!Files.isRegularFile(path)) {
            throw new ShellException("There is no file " + path + " on the server's machine");
        }
        return path;
    }
}
