package org.labthings.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody may do; each role may do what the ones before it may. */
public enum Role {
    /** Reads, observes, watches. */
    VIEWER,
    /** Also writes properties, invokes and cancels actions. */
    OPERATOR,
    /** Also installs drivers, changes the configuration, and uses the console. */
    ADMIN;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Its name in files, on the command line and for {@code isUserInRole}. */
    public String word() {
        return word;
    }

    /** Whether who has this role may do what another one may. */
    public boolean implies(Role other) {
        return ordinal() >= other.ordinal();
    }

    /** The role of that name, if there is one. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(r -> r.word.equals(word)).findFirst();
    }

    /** All names, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }
}
