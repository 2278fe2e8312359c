package org.labthings.security.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.labthings.security.Role;

/** How accounts are written: one a line, its parts with spaces between them. */
final class AccountLines {
    private static final String USERS =
            "# Users: name, role, whether the server made it, since when, bcrypt hash of the"
                    + " password.\n";
    private static final String TOKENS =
            "# Tokens: name, role, since when, until when, SHA-256 of the secret.\n";
    private static final String GENERATED = "generated";
    private static final String CHOSEN = "chosen";
    private static final String NEVER = "never";
    private static final int PARTS = 5;

    private AccountLines() {}

    static String ofUsers(List<User> users) {
        return USERS
                + users.stream()
                        .map(
                                u ->
                                        String.join(
                                                " ",
                                                u.name(),
                                                u.role().word(),
                                                u.generated() ? GENERATED : CHOSEN,
                                                u.created().toString(),
                                                u.hash()))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    static String ofTokens(List<Token> tokens) {
        return TOKENS
                + tokens.stream()
                        .map(
                                t ->
                                        String.join(
                                                " ",
                                                t.name(),
                                                t.role().word(),
                                                t.created().toString(),
                                                t.expires() == null
                                                        ? NEVER
                                                        : t.expires().toString(),
                                                t.digest()))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    static List<User> users(Path file, String text) throws IOException {
        return parse(
                file,
                text,
                p -> new User(p[0], role(p[1]), p[2].equals(GENERATED), Instant.parse(p[3]), p[4]));
    }

    static List<Token> tokens(Path file, String text) throws IOException {
        return parse(
                file,
                text,
                p ->
                        new Token(
                                p[0],
                                role(p[1]),
                                Instant.parse(p[2]),
                                p[3].equals(NEVER) ? null : Instant.parse(p[3]),
                                p[4]));
    }

    private static Role role(String word) {
        return Role.of(word).orElseThrow(() -> new IllegalArgumentException("a role"));
    }

    private static <T> List<T> parse(Path file, String text, Function<String[], T> reader)
            throws IOException {
        List<T> out = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split(" +");
            try {
                if (parts.length != PARTS) {
                    throw new IllegalArgumentException("parts");
                }
                out.add(reader.apply(parts));
            } catch (DateTimeException | IllegalArgumentException e) { // its text may hold a hash
                throw new IOException(
                        file
                                + ", line "
                                + number
                                + ": not in the form that the first line describes. Correct or"
                                + " remove the line");
            }
        }
        return out;
    }
}
