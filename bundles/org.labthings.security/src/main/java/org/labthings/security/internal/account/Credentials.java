package org.labthings.security.internal.account;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The value of an {@code Authorization} header, taken apart.
 *
 * @param user of a password; null for a token
 * @param secret the password in UTF-8, or the token
 */
record Credentials(String user, byte[] secret) {
    private static final int LONGEST = 2048;
    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    /** The parts, or null when it is nothing that this server understands. */
    static Credentials parse(String authorization) {
        if (authorization.length() > LONGEST) {
            return null;
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = authorization.substring(BEARER.length()).strip();
            return new Credentials(null, token.getBytes(StandardCharsets.UTF_8));
        }
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(authorization.substring(BASIC.length()).strip());
        }
        return null;
    }

    private static Credentials basic(String encoded) {
        byte[] pair;
        try {
            pair = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return null;
        }
        for (int i = 0; i < pair.length; i++) {
            if (pair[i] == ':') {
                byte[] secret = Arrays.copyOfRange(pair, i + 1, pair.length);
                return new Credentials(new String(pair, 0, i, StandardCharsets.UTF_8), secret);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "Credentials[" + (user == null ? "token" : user) + "]";
    }
}
