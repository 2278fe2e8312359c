package org.labthings.schema.internal;

import java.util.UUID;

/** The forms of a UUID: canonical, any case, without hyphens, in braces, as URN. */
final class UuidText {
    private static final int[] GROUPS = {8, 4, 4, 4, 12};
    private static final String URN = "urn:uuid:";

    private UuidText() {}

    /**
     * Parses a UUID.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static UUID parse(String raw) {
        String text = raw;
        boolean hyphens = false;
        if (text.length() == 38 && text.startsWith("{") && text.endsWith("}")) {
            text = text.substring(1, 37);
            hyphens = true;
        } else if (text.startsWith(URN)) {
            text = text.substring(URN.length());
            hyphens = true;
        }
        requireHex(raw, text);
        String[] groups = text.split("-", -1);
        if (groups.length == 1 && !hyphens) {
            if (text.length() != 32) {
                throw new IllegalArgumentException(
                        "invalid length: expected length 32 for simple format, found "
                                + text.length());
            }
        } else {
            requireGroups(groups);
        }
        String hex = text.replace("-", "");
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16),
                Long.parseUnsignedLong(hex.substring(16), 16));
    }

    private static void requireHex(String raw, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
            if (!hex && c != '-') {
                int at = raw.indexOf(text) + i;
                String found = new String(Character.toChars(raw.codePointAt(at)));
                throw new IllegalArgumentException(
                        "invalid character: found `" + found + "` at " + at);
            }
        }
    }

    private static void requireGroups(String[] groups) {
        if (groups.length != GROUPS.length) {
            throw new IllegalArgumentException(
                    "invalid group count: expected 5, found " + groups.length);
        }
        for (int i = 0; i < GROUPS.length; i++) {
            if (groups[i].length() != GROUPS[i]) {
                throw new IllegalArgumentException(
                        "invalid group length in group "
                                + i
                                + ": expected "
                                + GROUPS[i]
                                + ", found "
                                + groups[i].length());
            }
        }
    }
}
